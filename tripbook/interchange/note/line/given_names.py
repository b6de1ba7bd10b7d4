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
    aiwen akane akari akihiko akihiro akihito akiko akinori akio akira anping aoi asako asami
    asuka atsuko atsushi aya ayaka ayako ayane ayumi ayumu bora boram chaewon chaoyang chenglin
    chiahao chiawei chiaying chie chiehyu chieko chihao chihiro chihming chika chikako chisato
    chiyoko chunghao chunming daeun dahye dahyun daichi daigo daiki daisuke dohee dohyun
    donghyun eiji eiko emiko eri eriko etsuko eunbi eunji eunju eunseo feng fumi fumiko fumio
    fumiya gahee gayoung guowei gyuri haeun hajin hana haneul haoyu haruka haruki haruko harumi
    haruna haruto hayato hayoon heejin heesoo hideki hideo hidetoshi hikari hinata hiroki hiroko
    hiromi hironobu hiroshi hiroto hiroyuki hisako hsiaowei hsin hsinyi hsuanyu huiju huiling
    huimin hyejin hyeri hyojin hyunjin hyunjung hyunsoo hyunwoo ichiro ikuko inho isamu izumi
    jaeho jaehyun jaemin jaewon jaeyoung jeongmin jhihao jiahao jialing jiaming jiawei jiayi
    jiayu jieun jiho jihoon jihun jihye jihyun jimin jinghua jingyi jinho jinwoo jinwook jiro
    jisoo jisu jiu jiwon jiyeon jiyoon jiyoung joohee joonho juhee jun junho junichi junjie
    junko junseo junyong junyoung juwon kaito kaiwen kana kanako kaori katsumi katsuya kazuhiko
    kazuhiro kazuki kazuko kazuo kazuya keigo keiko keisuke keita kenichi kenichiro kenji
    kensuke kenta kentaro kimiko kiyoshi kohei koichi koji koki kosuke kouta kuanting kuanyu
    kumiko kyoichi kyoko kyuhyun kyungmi kyungsoo lihua ling liwei mai maki makoto mami manabu
    mao mariko masaki masako masaru masashi mayuko mayumi megumi mei meihua meihui meiju meiling
    midori miho mihoko mijeong mijin miki mikiko mina minah ming mingche minghan mingzhe minho
    minjae minji minjun minkyu minkyung minoru minseo minsu minyoung misaki misato mitsuko miwa
    miyuki mizuho mizuki momoka momoko motoko myungsoo nana nanami naoki naoko naomi nari
    natsuki natsuko natsumi nayoung noboru nobuhiro nobuko nobuo nobuyuki noriko norio nozomi
    osamu peichen peiling peishan peiyu pinghsuan pinyu poyu qiang reiko ren rie riku rina ryo
    ryohei ryosuke ryota ryuichi ryuji sachiko saki sakura sanghoon sangmin saori satoko satomi
    satoru satoshi sayaka sayuri seiji seiko seojun seonghun seoyeon seoyoon seoyun setsuko
    seungho seungmin seungwoo shaowei shigeki shigeru shihhan shiho shinichi shinji shinya
    shiori shizuka shogo shohei shota shufen shuhui shun shunsuke shuting sihan sihyuan sihyun
    siwoo siyu sohee soojin soomin sooyoung sora sosuke sota souta soyeon subin sujin sumi
    sumiko sumin sungho sunghoon sungmin sunhee sunmi susumu szuyu tadashi taeho taehyun taemin
    taichi taiki taisuke taka takafumi takahiro takao takashi takayuki takeru takeshi taku
    takuma takumi takuro takuto tamaki taro tatsuya tetsuo tetsuya tingwei tingyu tomohiro
    tomoki tomoko tomomi tomoya toru toshiaki toshihiro toshiko toshio tsubasa tsukasa tsutomu
    tsuyoshi tzuhsuan tzuyu wataru weichen weihan weilun weiming weiting wenhan wenjing wonjun
    woojin xiaoming xin xinyi yasuhiro yasuko yasuo yasushi yating yeji yejin yejun yeonwoo
    yerin yewon yichen yichun yihan yihsin yihsuan yijing yijun yingchen yiting yoko yoona
    yoshihiro yoshiko yoshimi yoshinori yoshio yosuke youngho youngmi yuchen yudai yufen yuhan
    yui yuichi yuji yujin yuka yukari yuki yukihiro yukiko yukio yuko yumi yumika yumiko yun
    yuna yunju yunseo yurika yusaku yushan yusuke yuta yuting yuto yuxuan yuya zhiming zihan
"""
# Faker has `Matthew` only.
SHORT = """
    chester coco freddie gabby gigi hank hester ilene jen jojo josie kitty lester lulu matt minnie
    myron susie trudy vinnie
"""


def is_given_name(word: str) -> bool:
    """Tell if a word, in large or small letters, is a given name somewhere."""
    return word.lower() in _given_names()


@cache
def _given_names() -> frozenset[str]:
    """Return all of them in small letters, on first use only: Faker's lists take time to load."""
    others = frozenset((ROMANIZED + SHORT).split())
    return (_names_of_faker() - frozenset(WORDS.split())) | others


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
