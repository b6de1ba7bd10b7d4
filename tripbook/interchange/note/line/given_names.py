"""Given names that are common somewhere: they tell a person from an organization.

They are those that Faker has for its people of each language and country, in Latin letters.
"""

import importlib
import pkgutil
from functools import cache

# Importing Faker takes longer than the rest of the reader: that, too, is left to the first use.
PEOPLE = "faker.providers.person"
# Faker's list of names of the United States has thousands of family names and words in it.
NO_LISTS = frozenset(("en", "es"))
LISTS = ("first_names", "first_names_male", "first_names_female", "first_romanized_names")
LAST_LATIN_LETTER = "\u024f"
# What begins a line more often than a name does: words of some language, months, places.
WORDS = """
    abril among an april asia august austin autumn avril beta bill can canal cas chase comfort
    constant cord crystal cruz dag del dev domingo durante día edit edu einer el else ever ey
    fancy fares floor forum france german grace grant greet gun guy harmony hasta hope india israel
    jail job joke june juni kali kick leider lies line lo lot love lundi made man manila mar mars
    mate may mentor meta my nand odd om owe paye paz peace peer per pero pier raid saal said segundo
    sep server sol summer sys tea tilde till tone una uni us valid van ver vi vida vide ville von
    ward alexandria brooklyn carolina chelsea dakota destiny florence georgia jackson jordan kent
    kingston lincoln lourdes madison milan orlando paris phoenix queen santiago savannah siena
    sydney trinity virginia washington min max sum main atlas nova vega luna marine faith joy santa
    bergen ruby duke earl
"""


# Names of East Asia as people write them in Latin letters.
ROMANIZED = """
    aiwen akane akari akiko akio akira anping aoi asuka atsuko atsushi ayaka ayako ayumi bora
    boram chaewon chaoyang chenglin chie chieko chihao chihiro chihming chunming dahye daiki
    daisuke dohyun donghyun eiji eri eriko eunji eunju feng fumiko fumio gayoung guowei haeun
    hajin hana haneul haoyu haruka haruki haruna haruto hayoon heejin hideo hikari hinata hiroki
    hiroko hiromi hiroshi hiroyuki hsin huiling huimin hyejin hyeri hyunjin hyunwoo ichiro isamu
    jaehyun jaemin jiahao jialing jiaming jiawei jiayi jieun jihoon jihye jimin jinghua jingyi
    jinho jinwoo jiro jisoo jiwon jiyeon jiyoung joohee jun junho junichi junjie junko junseo
    juwon kaito kaiwen kana kanako kaori kazuki kazuko kazuo keiko keisuke keita kenichi kenji
    kenta koichi koji kumiko kyoko kyungmi lihua ling liwei mai maki makoto mami manabu mao
    mariko masaki masako masaru masashi megumi mei meihua meiling midori mijin miki mikiko mina
    minah ming mingzhe minho minji minjun minkyu minoru minseo minsu misaki mitsuko miyuki
    momoko nana nanami naoki naoko naomi nari natsuki natsumi nobuko nobuo noriko osamu peichen
    peishan pinghsuan qiang reiko ren rie riku rina ryo ryota sachiko saki sakura satoko satomi
    satoru satoshi sayaka sayuri seiji seojun seoyeon seoyoon setsuko seungho seungmin shigeru
    shinji shizuka shota shufen shuhui shun siwoo siyu sohee soojin sora sota soyeon subin sujin
    sumiko sumin sungho sunmi tadashi taehyun taiki taka takahiro takao takashi takeshi taku
    takumi taro tatsuya tetsuya tomoko tomomi toru toshiko tsubasa tsuyoshi tzuhsuan wataru
    weichen weiming weiting wenjing woojin xiaoming xin xinyi yasuko yasuo yating yejin yeonwoo
    yerin yihan yihsuan yijun yiting yoko yoona yoshiko yoshio yosuke yuchen yufen yuhan yui
    yuichi yuji yujin yuka yukari yuki yukiko yuko yumi yumiko yun yuna yusuke yuta yuting yuto
    yuxuan zhiming
"""
# Faker has `Matthew` only.
SHORT = frozenset(("matt",))


def is_given_name(word: str) -> bool:
    """Tell if a word, in large or small letters, is a given name somewhere."""
    return word.lower() in _given_names()


@cache
def _given_names() -> frozenset[str]:
    """Return all of them in small letters, on first use only: Faker's lists take time to load."""
    return (_names_of_faker() - frozenset(WORDS.split())) | frozenset(ROMANIZED.split()) | SHORT


def _names_of_faker() -> frozenset[str]:
    """Return the names of its lists that are one word in Latin letters, in small letters."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(importlib.import_module(PEOPLE).__path__):
        if module.name in NO_LISTS:
            continue
        provider = importlib.import_module(f"{PEOPLE}.{module.name}").Provider
        lists = (getattr(provider, name, None) for name in LISTS)
        # In some languages a list is made of the others, by a property.
        found.update(*(names for names in lists if names and not isinstance(names, property)))
    single = {name.lower() for name in found if len(name) > 1 and name.replace("-", "").isalpha()}
    return frozenset(name for name in single if max(name) <= LAST_LATIN_LETTER)
