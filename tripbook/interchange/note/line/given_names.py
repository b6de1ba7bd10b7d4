"""Given names that are common: they tell a person from an organization after a comma."""

NAMES = """
    adam agnes alan albert alex alexander alexandra alice amanda amy ana anders andrea andres
    andrew andy angela ann anna anne annika anton antonio arthur astrid audrey barbara beatrice
    ben benjamin bernard beth bob brian bruce bruno camille carla carlos caroline catherine
    charles charlotte chloe chris christian christina christine christopher claire clara colin
    daniel david debbie diana diego dmitri dominic donna edgar edward elena eliza elizabeth ella
    emily emma eric erik ernest eva evelyn felix fernando fiona frank franz fred gabriel gary
    george gerald gina giulia grace graham greg gustav hanna hannah hans harry heidi helen
    helena henrik henry hugo ian ida igor ines ingrid irene isaac isabel ivan jack jacob james
    jan jane janet jason jeff jennifer jenny jens jessica joan joanna joe johan johanna john
    johnny jonas jonathan jorge jose joseph josh joshua juan judith julia julian julie karen
    karin karl katarina kate katherine kathy katrin keith kelly ken kenneth kevin kim klaus
    kristina lars laura lauren laurent leo leon liam linda lisa liz louis louise lucas lucia
    lucy luis luke lydia maarja magnus marc marco margaret maria marie marina mario mark markus
    marta martha martin mary matt matthew matthias max maya megan mei michael michel michelle
    miguel mika mike mira monica nadia nancy natalie nathan nicholas nick nicolas nicole nils
    nina nora oliver olivia oscar otto owen pablo patricia patrick paul paula pedro peter petra
    philip philippe pierre rachel ralph raymond rebecca ricardo richard rita robert robin roger
    roland rosa rose rosie roy ruth ryan sally sam samantha samuel sandra sara sarah sean
    sebastian silvia simon sofia sonia sophia sophie stefan stella stephanie stephen steve
    steven stuart susan sven sylvia tanya teresa thea theo theresa thomas tim timothy tina
    tobias tom tomas tony ulrich ursula vera veronica victor victoria vincent vivian walter
    wendy william yuki yuko
"""
GIVEN_NAMES = frozenset(NAMES.split())
