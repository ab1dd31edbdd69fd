"""Small pages of other subjects and languages: history, law, letters; French, Polish, Hebrew, Thai, Finnish.

All texts are our own. What is no paper is refused in these languages too.
"""

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft

Paper = tuple[str | None, str | None]

PAGES: dict[str, list[Paper]] = {
    "French": [
        (
            "La forêt et ses marges dans le comté de Brenne au XVe siècle",
            "Au XVe siècle, les habitants du comté se disputent l'usage des bois. À partir des registres de "
            "la cour seigneuriale, l'article retrace trois conflits et leurs issues. Il montre que les "
            "marges de la forêt étaient gérées en commun bien avant les ordonnances royales.",
        ),
        (
            "Le contrat oral devant les juges de paix",
            "Que vaut une promesse sans écrit ? Cet article examine cent vingt décisions rendues entre 1890 "
            "et 1914. Les juges y accordent une place inattendue à la réputation des parties.",
        ),
        (
            "Lire à voix haute : les veillées dans le roman rural",
            "La lecture à voix haute occupe une place centrale dans plusieurs romans de la fin du siècle. "
            "On propose ici d'y voir une forme de théâtre domestique. L'analyse porte sur quatre œuvres peu "
            "étudiées.",
        ),
        (
            "Vers une mesure du silence en milieu urbain",
            "Le silence n'est pas l'absence de bruit. Nous avons enregistré pendant un an douze places "
            "publiques. Les résultats suggèrent que les riverains jugent le silence d'après la régularité "
            "des sons.",
        ),
    ],
    "Polish": [
        (
            "Drewniane mosty nad Bugiem w osiemnastym wieku",
            "Mosty drewniane budowano nad Bugiem głównie na potrzeby handlu zbożem. Autor omawia rachunki "
            "trzech miast i wskazuje, kto ponosił koszty napraw. Z zestawienia wynika, że mosty utrzymywali "
            "przede wszystkim kupcy.",
        ),
        (
            "Pojęcie winy w prawie miejskim",
            "Artykuł dotyczy pojęcia winy w wyrokach sądów miejskich. Omówiono sto czterdzieści spraw z lat "
            "1550–1620. Wykazano, że wina była rozumiana szerzej niż w prawie ziemskim.",
        ),
        (
            "Milczenie narratora w powieści kryminalnej",
            "Narrator powieści kryminalnej często milczy o tym, co wie. W szkicu pokazano trzy odmiany "
            "takiego milczenia. Omawiane utwory pochodzą z lat trzydziestych.",
        ),
        (
            "Wpływ zasolenia gleby na wzrost jęczmienia",
            "Zasolenie gleby ogranicza plony zbóż. Przez cztery sezony mierzono wzrost jęczmienia na "
            "glebach o różnym zasoleniu. Stwierdzono, że odmiany wczesne znoszą zasolenie lepiej niż "
            "późne.",
        ),
    ],
    "Hebrew": [
        (
            "ספריות נודדות בגליל בראשית המאה",
            "הספריות הנודדות הביאו ספרים ליישובים מרוחקים. המאמר מתאר את פעילותן על פי יומנים ומכתבים. נטען "
            "כי הספריות שימשו גם מקום מפגש.",
        ),
        (
            "חוזים בעל פה במשפט העברי",
            "החוזה שבעל פה מעורר שאלות של ראיה ושל אמון. אנו בוחנים שלושים פסקי דין מן העשור האחרון. מן "
            "הפסיקה עולה גישה זהירה ומשתנה.",
        ),
        (
            "שיפור זיהוי דיבור בסביבה רועשת",
            "זיהוי דיבור נפגע מאוד מרעש רקע. אנו מציעים שיטה המפרידה בין הדובר לרעש. הניסויים מראים ירידה "
            "של שליש במספר השגיאות.",
        ),
    ],
    "Thai": [
        (
            "ตลาดน้ำกับการเปลี่ยนแปลงของชุมชนริมคลอง",
            "ตลาดน้ำเคยเป็นศูนย์กลางของชุมชนริมคลอง บทความนี้ศึกษาการเปลี่ยนแปลงของตลาดสามแห่งในช่วงห้าสิบปี "
            "พบว่าการท่องเที่ยวทำให้วิถีชีวิตของชุมชนเปลี่ยนไปอย่างมาก",
        ),
        (
            "สัญญาด้วยวาจาในกฎหมายแพ่ง",
            "สัญญาด้วยวาจามีปัญหาเรื่องการพิสูจน์ งานนี้วิเคราะห์คำพิพากษาหกสิบเรื่อง ผลการศึกษาแสดงว่าศาลให้ความสำคัญกับพฤติกรรมของคู่สัญญา",
        ),
        (
            "การจำแนกพันธุ์ข้าวด้วยภาพถ่าย",
            "การจำแนกพันธุ์ข้าวด้วยสายตาใช้เวลานาน เราเสนอวิธีการที่ใช้ภาพถ่ายจากโทรศัพท์ ผลการทดลองแสดงความแม่นยำร้อยละเก้าสิบ",
        ),
    ],
    "Finnish": [
        (
            "Suomen rautateiden lippujärjestelmä 1870-luvulla",
            "Rautateiden lippujärjestelmä uudistettiin 1870-luvulla kahdesti. Artikkelissa tarkastellaan "
            "uudistusten syitä asemapäälliköiden kirjeiden perusteella. Uudistukset johtuivat ennen "
            "kaikkea matkustajien valituksista.",
        ),
        (
            "Järven jäätyminen ja kalojen liikkeet",
            "Tutkimme kalojen liikkeitä jäätyvässä järvessä kolmen talven ajan. Aineisto kerättiin "
            "akustisilla lähettimillä. Tulokset osoittavat, että kalat siirtyvät syvemmälle jo ennen jään "
            "tuloa.",
        ),
        (
            "Hiljaisuus oikeussalissa",
            "Hiljaisuus on oikeussalissa tulkittava teko. Väitän, että tuomarit lukevat hiljaisuutta eri "
            "tavoin rikos- ja riita-asioissa. Esimerkit ovat käräjäoikeuksien pöytäkirjoista.",
        ),
        (
            "Puurakentamisen päästöt elinkaaren aikana",
            "Puurakentamisen päästöjä on arvioitu vaihtelevin oletuksin. Vertaamme neljää laskentatapaa "
            "kahdeksassa kohteessa. Erot syntyvät lähinnä purkuvaiheesta.",
        ),
    ],
    "humanities": [
        (
            "Bread and the Bishop: Grain Riots in a Cathedral City, 1766",
            "When grain prices doubled in 1766, crowds gathered not at the market but at the bishop's "
            "gate. Reading the depositions of sixty-one rioters, this essay asks why. The bishop, it "
            "turns out, was still remembered as the guarantor of a just price.",
        ),
        (
            "The Unreliable Gardener: Narration in Two Pastoral Novels",
            "Gardeners seldom narrate novels; when they do, they are rarely believed. The essay reads "
            "two pastoral novels in which the gardener's knowledge of plants undermines what he tells "
            "us of people. It ends with a plea for taking minor narrators seriously.",
        ),
        (
            "Silence as Consent in the Law of Sale",
            "Courts have long held that silence is not acceptance. Yet in the law of sale merchants are "
            "bound by letters they never answered. I trace this exception to nineteenth-century "
            "commercial custom and doubt that it survives electronic trade.",
        ),
        (
            "Hymns for a Drowned Village",
            "Three villages vanished under a reservoir in 1938, and their choirs went on singing. "
            "Drawing on parish books and interviews with former singers, I follow the hymns into the "
            "towns where the villagers were resettled. Song, I argue, kept the parish alive for a "
            "generation after its church was gone.",
        ),
        (
            "Slavery and the Coastal Courts",
            "Enslaved sailors sued for their wages in coastal courts, and sometimes won. Forty suits "
            "from three ports reveal how judges weighed the law of the sea against the law of property. "
            "The suits complicate the usual account of a closed legal order.",
        ),
    ],
}

NO_PAPERS: dict[str, list[Paper]] = {
    "French": [
        (
            "Soupe de lentilles",
            "Faites chauffer l'huile et laissez fondre les oignons. Ajoutez les lentilles et laissez "
            "mijoter une heure.",
        ),
        ("Gâteau aux pommes", "Battez le beurre et ajoutez la farine. Faites cuire le gâteau cinquante minutes."),
        (
            "Carottes rôties",
            "Coupez les carottes en long. Faites-les rôtir au four avec du thym pendant quarante minutes.",
        ),
    ],
    "Polish": [
        ("Zupa z soczewicy", "Rozgrzej olej i zeszklij cebulę. Dodaj soczewicę i gotuj zupę przez godzinę."),
        ("Szarlotka babci", "Utrzyj masło i dodaj mąkę. Szarlotkę piecz pięćdziesiąt minut."),
        ("Pieczona marchew", "Pokrój marchew wzdłuż. Piecz marchew z tymiankiem przez czterdzieści minut."),
    ],
    "Finnish": [
        ("Linssikeitto", "Kuumenna öljy ja kuullota sipulit. Lisää linssit ja keitä linssikeittoa tunnin ajan."),
        ("Omenakakku", "Vaahdota voi ja lisää jauhot. Paista omenakakkua viisikymmentä minuuttia."),
        (
            "Paahdetut porkkanat",
            "Leikkaa porkkanat pitkittäin. Paahda porkkanoita timjamin kanssa neljäkymmentä minuuttia.",
        ),
    ],
    "news": [
        (
            "Lohi palasi jokeen",
            "Lohi nousi jokeen ensi kertaa kahteenkymmeneen vuoteen. Kalastajat juhlivat rannalla iltaan asti.",
        ),
        (
            "Silta suljetaan",
            "Silta suljetaan liikenteeltä maanantaina. Kaupunki pyytää autoilijoita käyttämään kiertotietä.",
        ),
        ("Kuoro kiertää kylät", "Kuoro laulaa tänä kesänä joka kylässä. Kuoro ottaa vielä uusia laulajia."),
    ],
    "English news": [
        (
            "Ferry Strike Ends",
            "The ferry strike ended at noon after the crews accepted a new offer. Ferries sail again from six.",
        ),
        (
            "Mill to Become Flats",
            "The old mill will become flats by spring. Neighbours fear for the swifts that nest in the mill roof.",
        ),
        (
            "Choir Seeks Tenors",
            "The town choir seeks tenors for its winter concert. No audition is needed, the choir says.",
        ),
    ],
}


def _page(papers: list[Paper], gap: str) -> str:
    return gap.join(part for paper in papers for part in paper if part)


def _read(text: str) -> list[Paper]:
    return [(d.title, d.abstract) for d in dumps.read(dumps.Input.from_text(text)) if isinstance(d, Draft)]


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_small_pages_of_all_subjects_are_read(kind: str, gap: str) -> None:
    for papers in (PAGES[kind], PAGES[kind][:3], PAGES[kind][::-1]):
        assert _read(_page(papers, gap)) == papers


@pytest.mark.parametrize("kind", NO_PAPERS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_recipes_and_news_are_refused_in_every_language(kind: str, gap: str) -> None:
    with pytest.raises(DumpError, match="Nothing was imported"):
        _read(_page(NO_PAPERS[kind], gap))
