"""Words by which the texts of papers are known, in many languages. Imports nothing.

Beginnings of words, unless it is said that they are whole. In a text no word decides by itself: ``register`` weighs
how many different ones it has; a title is known by a single one. The English list is of what research is about and
does, whatever its subject and its century ("is described", "techniques", "we propose").
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
    "algorit analy análi analis analiz eksperim experim esperim sperim simula parameter paramètr parámet optim "
    "statist estad método méthod metod verfahren ansatz modell modèl modelo modeli model system systèm sistem théor "
    "teor theor result résult risult rezult ergebnis sonuç wynik eredmény tulos forsk onderzo untersuch studie estudi "
    "étude studio badan výzkum çalış nghiên kutat arbeit travail trabaj trabalh lavoro artikel articl artícul artigo "
    "makale rapport hypoth hipót hipoth daten donnée datos dados dati danych veri données vorgestell zeig montr "
    "muestr mostr pokaz göster propos propon önerm vorgeschlag présent present prezent performan leistung genauig "
    "précis precis exactitud evalu bewert auswert évalu valut ocen değerlend struktur structur estructur strutt funkt "
    "fonction función funç netzwerk réseau redes sieci ağ sprach langage linguag lengua jęz dil kiến phương pháp quả "
    "đề xuất lern apprent aprendiz apprend uczen öğren "
    "artykuł rozpraw szkic autor omówi omawia wykaza wskaz wskazu stwierdz zbadan dowod dowied udowod porówn pomiar "
    "mierzon wpływ zależn pojęci wynika utwor utwór powieś źródł metaf obliczen dokładn twierdzen hipotez haastat "
    "ehdot erittel ratkais ennust mittau vertail luokit tunnist artikk tutki tarkast aineist tulok väit verta vertai "
    "arvio menetel malli mallin osoit esit esitt analyso kokeis kokee havain selvit todist pohdi johtopä laskent "
    "virhe käsit näyte näytt historiq interprét soutien souten enquêt récit œuvre siècle jurisprud démontr mesur "
    "suggèr fondé approch théorèm aufsatz beitrag quelle jahrhund deutung begriff rechtspr auslegung siglo novela "
    "fuente archivo noción sugier hipót teorem secolo fonti romanzo giurisprud nozion misur ipotes článk zjišt ukaz "
    "porovn měřen vliv výsled století uppsats studer undersök visar jämför analyser källor århundr tanulmány vizsgál "
    "eredmény módszer kimutat összehasonl század"
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
    "النظام مقاله پژوهش روش نتایج مدل داده ارائه الگوریتم یادگیری تحقیق تجزیہ طریقہ ماڈل"
)
_HEBREW = (
    "מאמר המאמר מחקר המחקר שיטה שיטות תוצאות מודל מודלים נתונים מציג מציע ניסוי אלגוריתם ניתוח למידה "
    "בוחן בוחנ בחנ מנתח מתאר טוען טוענ נטען מראה מראים נמצא עולה השווא השוו מדיד מקורות תיאורי פסיק פסקי פרשנ טענ מושג"
)
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
    "알고리즘 제시 기반 기법 이론 시스템 비교 งานวิจัย บทความ วิธี ผลการ ทดลอง แบบจำลอง ข้อมูล วิเคราะห์ ศึกษา พบว่า เสนอ "
    "แสดงว่า แม่นยำ ประสิทธิภาพ ทฤษฎี เปรียบเทียบ ตัวอย่าง"
)
STEMS = tuple(sorted({*_LATIN.split(), *_CYRILLIC.split(), *_GREEK.split()}))
WORDS = tuple(sorted({*_ARABIC.split(), *_HEBREW.split(), *_INDIC.split()}))
UNSPACED = tuple(sorted(_UNSPACED.split()))

#: What titles name beside these: what is done and what it is done to. News and letters have some of these words too.
#: (Titles are also looked through for all words above, so that none of those stands here again.)
_SUBJECTS = (
    "vorhersag prognos erkenn klassifi schätz berechn verteil zerleg korpus dokument netz eigensch verhalten anwend "
    "einfluss wirkung entwickl entwurf vergleich messung wissen graf stabilit gleichung gedächtnis erzeugung suche "
    "bild prédic prévis previs clasific reconoc reconn riconosc reconhec cálcul calcul calcol descompos décompos "
    "scompos neuron corpus docum dinámic dinamic propied proprié propriet proprieda comport aplicac aplicaç influenc "
    "influên effet efecto efeito confront diseño progett projet desarroll dévelop svilupp desenvolv autom dialect "
    "conocim connaiss conoscen conhecim búsqued recherch ricerc pesquis busca ecuac équat equaz equaç imagen segment "
    "detec détec rilev générat geraç voorspel herken schatt прогноз классифик распозна оптимиз вычисл распредел "
    "разложен нейрон влиян эффект проектир корпус докум матриц динамик свойств поведен примен использ автомат язык "
    "речь речи речев диалект знани информ поиск граф уравнен числен устойчив измерен определен изображ генерац "
    "построен мереж розпізн класифік вплив властив застосув мов πρόβλεψ ταξινόμησ αναγνώρισ εκτίμησ βελτιστοπ δίκτυ "
    "γλώσσ تنبؤ تصنيف تعرف تقدير تحسين حساب توزيع تفكيك بناء بنية مصفوف شبك عصبي لغة لغو لغات لهجات صوت معلومات تأثير "
    "أثر تصميم تطوير خصائص سلوك تطبيق معرف قياس صور عددي محاكا معادل استقرار انتباه توليد ترجم كشف مقارن وثائق خوارزم "
    "نموذج بيانات دراس طريق تقييم تعلم بحث پیش شناسایی بهینه محاسب توزیع ساختار زبان گفتار اطلاعات تاثیر طراحی توسعه "
    "کاربرد دانش חיזוי סיווג זיהוי אמידה מיטוב חישוב רשת שפה דיבור מידע השפעה תכנון פיתוח पूर्वानुमान वर्गीकर पहचान "
    "अनुमान अनुकूलन गणना वितरण विघटन निर्माण आव्यूह तंत्रिका जाल संजाल नेटवर्क भाषा बोली बोलिय वाक् ध्वनि खोज सूचना "
    "प्रभाव विकास अभिकल्प गुण व्यवहार अनुप्रयोग उपयोग ज्ञान मापन चित्र छवि समीकर स्वचालित समीक्षा दस्तावेज अनुवाद "
    "संग्रह कृत्रिम तकनीक संश्लेष प्रक्रिया ভাষা শ্রেণি পূর্বাভাস মূল্যায়ন"
)
_UNSPACED_SUBJECTS = (
    "预测 預測 予測 分类 分類 识别 識別 認識 估计 估計 推定 优化 優化 最適 计算 計算 分布 分解 构建 構建 構築 "
    "结构 結構 構造 矩阵 矩陣 行列 神经 神經 ニューラル ネットワーク アルゴリズム コーパス 语料 語料 语言 "
    "語言 言語 语音 語音 音声 检索 檢索 検索 信息 資訊 情報 自动 自動 影响 影響 效应 效應 効果 设计 設計 开发 "
    "開發 開発 特性 行为 行為 行動 挙動 应用 應用 応用 知识 知識 测量 測量 測定 图像 圖像 画像 机制 機制 機構 "
    "数值 數值 数値 仿真 シミュレーション 综述 綜述 推荐 推薦 方程 稳定 穩定 安定 解析 生成 翻译 翻譯 翻訳 "
    "检测 檢測 検出 注意力 문서 예측 분류 인식 추정 최적 계산 분포 분해 구축 구조 행렬 신경망 말뭉치 언어 "
    "음성 검색 정보 자동 영향 효과 설계 개발 특성 행동 응용 지식 측정 영상 이미지 메커니즘 수치 방정식 생성 "
    "번역 탐지 การพยากรณ์ การจำแนก ภาษา โครงข่าย"
)
SUBJECTS = tuple(sorted(_SUBJECTS.split()))
UNSPACED_SUBJECTS = tuple(sorted(_UNSPACED_SUBJECTS.split()))
#: Small words (whole) that English has not: a title with one of them, in letters of ASCII only, is of another language.
_FOREIGN_SMALL = (
    "der das des dem ein eine einer eines und für von im zum zur mit bei auf durch el los las del una un para por con "
    "y le les du de et dans pour sur une il lo gli della delle dei di per nel nella com dos em na os uma um het een "
    "van voor og av och med w z"
)
FOREIGN_SMALL = frozenset(_FOREIGN_SMALL.split())

#: What letters, notes, recipes and reports of the day say in other languages (whole words): to a reader, of oneself,
#: of days.
_TALK = (
    "ich mir mich mein meine du dich dein deine bitte danke heute morgen gestern hallo liebe je moi mon tu "
    "vous votre merci bonjour hier demain yo mí mis tú usted gracias hola hoy ayer mañana io mio mia grazie ciao "
    "oggi ieri domani eu meu minha você obrigado hoje ontem amanhã ik mijn jij jou graag dank vandaag gisteren я мне "
    "меня мой моя ты тебя вы вам вас пожалуйста спасибо сегодня вчера завтра привет дорогой мені мене дякую сьогодні "
    "вчора أنا أنت شكرا اليوم أمس غدا مرحبا شما سپاس امروز मैं मुझे मेरा मेरी आप आपका कृपया धन्यवाद आज कल "
    "नमस्ते"
)
TALK = frozenset(_TALK.split())
_TALK_UNSPACED = (
    "你 您 请 請 谢谢 謝謝 今天 明天 昨天 你好 ください お願い ありがとう 今日 明日 昨日 私は 僕 안녕 "
    "감사 오늘 내일 어제 주세요 나는 제가"
)
#: … in scripts without spaces.
TALK_UNSPACED = tuple(_TALK_UNSPACED.split())
