"""Words by which the texts of papers are known, in many languages: beginnings of words, nothing else. Imports nothing.

No word decides by itself; ``register`` weighs how many different ones a text has. The English list is of what
research is about and does, whatever its subject and its century ("is described", "techniques", "we propose").
"""

_RESEARCH = (
    "accur algeb algor analo analy appli appro archi artic aspec autho based bench capab chara class clini compa "
    "compl compu conce concl conje consi const conve corre crite curre data datas defin demon densi deriv descr desig "
    "deter devel digit discu distr dynam effec effic empir energ equat estab estim evalu evide exact exami exist "
    "exper explo exten facto featu field form forms formu frame funct gener geome given graph hypot ident imple impli "
    "imply inclu indic infer infor inter intro inves invol knowl langu learn linea liter logic matri measu metho "
    "model netwo neura novel numer obser obtai opera optim outli paper param parti patie patte perfo predi prese "
    "princ probl proce produ progr proof prope propo prove quant recen relat repor repre requi resea resul retri "
    "revie robus role sampl scale scien seque sets show shown shows signi simul solut solve space spect state stati "
    "struc studi study sugge surve symbo syste tasks techn theor topol train types varia"
)
#: English: the first five letters.
RESEARCH = frozenset(_RESEARCH.split())

#: Beginnings of words of other languages, by script. Words of Greek and Latin origin stand for many languages.
_LATIN = (
    "algorit analy análi analis analiz eksperim experim esperim sperim simula parameter paramètr parámet optim statist "
    "estad método méthod metod verfahren ansatz modell modèl modelo modeli model system systèm sistem théor teor theor "
    "result résult risult rezult rezult ergebnis sonuç wynik eredmény tulos forsk onderzo untersuch studie estudi "
    "étude studio badan výzkum çalış nghiên kutat arbeit travail trabaj trabalh lavoro artikel articl artícul artigo "
    "makale rapport hypoth hipót hipoth daten donnée datos dados dati danych veri données vorgestell zeig montr "
    "muestr mostr pokaz göster propos propon önerm vorgeschlag présent present prezent performan leistung genauig "
    "précis precis exactitud evalu bewert auswert évalu valut ocen değerlend struktur structur estructur strutt "
    "funkt fonction función funç netzwerk réseau redes sieci ağ sprach langage linguag lengua jęz dil kiến phương "
    "pháp quả đề xuất lern apprent aprendiz apprend uczen öğren"
)
_CYRILLIC = (
    "метод модел систем анализ аналіз теор алгоритм данн дани данны результат исследов исслед дослідж досл эксперим "
    "експер предлож предлаг пропон рассматр розгля показан показы статье статт работе роботі задач структур функц "
    "оценк оцін точност точніс обучен навчан сет сравн порівн подход підх параметр получен отриман изуч вивч "
    "доказ доведен разработ розроб"
)
_GREEK = "μέθοδ μεθόδ αποτελέσμ μοντέλ ανάλυσ εργασία μελέτ παρουσιάζ προτείν δεδομέν αλγόριθμ πείραμ έρευν θεωρ"
_ARABIC = (
    "نقترح الورقة ورقة بحث البحث دراسة الدراسة نتائج النتائج نموذج النموذج نماذج النماذج خوارزم الخوارزم طريقة "
    "الطريقة منهج تحليل التحليل بيانات البيانات نقدم تجارب التجارب أداء الأداء تقييم تعلم التعلم الدقة شبكة نظام "
    "النظام مقاله پژوهش روش نتایج مدل داده ارائه الگوریتم یادگیری تحقیق تجزیہ طریقہ نتائج ماڈل"
)
_HEBREW = "מאמר המאמר מחקר המחקר שיטה שיטות תוצאות מודל מודלים נתונים מציג מציע ניסוי אלגוריתם ניתוח למידה"
_INDIC = (
    "शोध अध्ययन प्रस्तुत प्रस्ताव विधि पद्धति मॉडल परिणाम प्रयोग आधारित डेटा आँकड़ एल्गोरि विश्लेषण प्रणाली प्रशिक्ष सटीकता मूल्यांक "
    "तुलना संरचना सिद्धांत निष्कर्ष अनुसंधान গবেষণা পদ্ধতি ফলাফল মডেল বিশ্লেষণ প্রস্তাব উপাত্ত ஆய்வு முறை முடிவு மாதிரி తరవు పరిశోధన పద్ధతి "
    "ఫలిత నమూనా"
)
#: Scripts without spaces: these stand anywhere.
_UNSPACED = (
    "本文 我们 我們 提出 方法 结果 結果 实验 實驗 実験 模型 研究 数据 數據 算法 演算法 分析 表明 基于 "
    "基於 性能 系统 系統 理论 理論 网络 網絡 学习 學習 学習 本稿 本論文 提案 手法 評価 评估 評估 精度 "
    "データ モデル 検討 比較 比较 性質 示す 논문 연구 제안 방법 결과 실험 모델 분석 데이터 학습 성능 평가 "
    "알고리즘 제시 기반 기법 이론 시스템 비교 งานวิจัย บทความ วิธี ผลการ ทดลอง แบบจำลอง ข้อมูล วิเคราะห์"
)
STEMS = tuple(sorted({*_LATIN.split(), *_CYRILLIC.split(), *_GREEK.split()}))
WORDS = tuple(sorted({*_ARABIC.split(), *_HEBREW.split(), *_INDIC.split()}))
UNSPACED = tuple(sorted(_UNSPACED.split()))

#: What letters, notes, recipes and reports of the day say in other languages: to a reader, of oneself, of days.
_TALK = (
    "ich mir mich mein meine du dich dein deine bitte danke heute morgen gestern hallo liebe je moi mon ma mes tu te "
    "vous votre merci bonjour hier demain yo mí mi mis tú usted gracias hola hoy ayer mañana io mio mia grazie ciao "
    "oggi ieri domani eu meu minha você obrigado hoje ontem amanhã ik mijn jij jou graag dank vandaag gisteren "
    "я мне меня мой моя ты тебя вы вам вас пожалуйста спасибо сегодня вчера завтра привет дорогой я мені мене дякую "
    "сьогодні вчора أنا أنت شكرا اليوم أمس غدا مرحبا من تو شما سپاس امروز मैं मुझे मेरा मेरी आप आपका कृपया धन्यवाद आज कल नमस्ते"
)
TALK = frozenset(_TALK.split()) - {"من", "تو", "te", "mi", "mes", "ma"}
_TALK_UNSPACED = (
    "你 您 请 請 谢谢 謝謝 今天 明天 昨天 你好 ください お願い ありがとう 今日 明日 昨日 私は 僕 안녕 "
    "감사 오늘 내일 어제 주세요 나는 제가"
)
#: … in scripts without spaces.
TALK_UNSPACED = tuple(_TALK_UNSPACED.split())
