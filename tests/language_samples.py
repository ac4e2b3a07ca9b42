"""The same invented news in many languages, by their ISO 639-1 codes."""

from __future__ import annotations

NEWS = {
    "de": (
        "Nach Angaben des Herstellers wird Gelbfink 4 im kommenden März "
        "veröffentlicht. Das Modell soll ein Kontextfenster von zwei Millionen "
        "Token haben und deutlich weniger kosten als sein Vorgänger. Ob es "
        "auch auf Telefonen läuft, ist noch nicht bekannt."
    ),
    "fr": (
        "Selon la société, Pinson 4 sera publié en mars prochain. Le modèle "
        "disposerait d'une fenêtre de contexte de deux millions de jetons et "
        "coûterait nettement moins cher que son prédécesseur. Personne ne sait "
        "encore s'il fonctionnera sur un téléphone."
    ),
    "es": (
        "Según la empresa, Jilguero 4 se publicará el próximo marzo. El modelo "
        "tendría una ventana de contexto de dos millones de tokens y costaría "
        "mucho menos que su predecesor. Todavía no se sabe si funcionará en un "
        "teléfono."
    ),
    "pt": (
        "Segundo a empresa, o Pintassilgo 4 será lançado em março. O modelo "
        "teria uma janela de contexto de dois milhões de tokens e custaria bem "
        "menos do que o anterior. Ainda não se sabe se vai funcionar em um "
        "telefone."
    ),
    "it": (
        "Secondo l'azienda, Cardellino 4 sarà pubblicato il prossimo marzo. Il "
        "modello avrebbe una finestra di contesto di due milioni di token e "
        "costerebbe molto meno del suo predecessore. Nessuno sa ancora se "
        "funzionerà su un telefono."
    ),
    "nl": (
        "Volgens het bedrijf verschijnt Putter 4 in maart. Het model zou een "
        "contextvenster van twee miljoen tokens krijgen en veel minder kosten "
        "dan zijn voorganger. Of het ook op een telefoon draait, weet nog "
        "niemand."
    ),
    "sv": (
        "Enligt företaget släpps Steglits 4 i mars. Modellen ska få ett "
        "kontextfönster på två miljoner token och kosta mycket mindre än sin "
        "föregångare. Ingen vet ännu om den går att köra på en telefon."
    ),
    "da": (
        "Ifølge virksomheden udkommer Stillits 4 i marts. Modellen skulle få "
        "et kontekstvindue på to millioner tokens og koste meget mindre end "
        "forgængeren. Ingen ved endnu, om den kan køre på en telefon."
    ),
    "no": (
        "Ifølge selskapet slippes Stillits 4 i mars. Modellen skal få et "
        "kontekstvindu på to millioner tokens og koste mye mindre enn "
        "forgjengeren. Ingen vet ennå om den kan kjøres på en telefon."
    ),
    "fi": (
        "Yhtiön mukaan Tikli 4 julkaistaan maaliskuussa. Mallin "
        "konteksti-ikkuna olisi kaksi miljoonaa sanasta, ja se maksaisi paljon "
        "vähemmän kuin edeltäjänsä. Kukaan ei vielä tiedä, toimiiko se "
        "puhelimessa."
    ),
    "pl": (
        "Według firmy Szczygieł 4 ukaże się w marcu. Model miałby okno "
        "kontekstu o długości dwóch milionów tokenów i kosztowałby znacznie "
        "mniej niż jego poprzednik. Nikt jeszcze nie wie, czy będzie działał "
        "na telefonie."
    ),
    "cs": (
        "Podle firmy vyjde Stehlík 4 v březnu. Model by měl mít kontextové "
        "okno o délce dvou milionů tokenů a stát mnohem méně než jeho "
        "předchůdce. Nikdo zatím neví, zda poběží na telefonu."
    ),
    "hu": (
        "A cég szerint a Tengelic 4 márciusban jelenik meg. A modell kétmillió "
        "tokenes kontextusablakot kapna, és sokkal kevesebbe kerülne, mint az "
        "elődje. Azt még senki sem tudja, hogy telefonon is fut-e."
    ),
    "ro": (
        "Potrivit companiei, Sticlete 4 va fi lansat în martie. Modelul ar "
        "avea o fereastră de context de două milioane de tokenuri și ar costa "
        "mult mai puțin decât predecesorul său. Nimeni nu știe încă dacă va "
        "funcționa pe telefon."
    ),
    "tr": (
        "Şirkete göre Saka 4 mart ayında yayımlanacak. Modelin iki milyon "
        "belirteçlik bir bağlam penceresi olacak ve öncekinden çok daha ucuza "
        "gelecek. Telefonda çalışıp çalışmayacağını henüz kimse bilmiyor."
    ),
    "id": (
        "Menurut perusahaan itu, Gelatik 4 akan dirilis pada bulan Maret. "
        "Model tersebut akan memiliki jendela konteks dua juta token dan "
        "harganya jauh lebih murah daripada pendahulunya. Belum ada yang tahu "
        "apakah ia dapat berjalan di telepon."
    ),
    "vi": (
        "Theo công ty, Sẻ Vàng 4 sẽ được phát hành vào tháng ba. Mô hình này "
        "có cửa sổ ngữ cảnh hai triệu token và rẻ hơn nhiều so với bản trước. "
        "Chưa ai biết liệu nó có chạy được trên điện thoại hay không."
    ),
    "ru": (
        "По словам компании, «Щегол 4» выйдет в марте. Контекстное окно модели "
        "составит два миллиона токенов, а стоить она будет намного дешевле "
        "предшественницы. Пока никто не знает, будет ли она работать на "
        "телефоне."
    ),
    "uk": (
        "За словами компанії, «Щиголь 4» вийде в березні. Контекстне вікно "
        "моделі становитиме два мільйони токенів, а коштуватиме вона набагато "
        "дешевше за попередницю. Поки ніхто не знає, чи працюватиме вона на "
        "телефоні."
    ),
    "el": (
        "Σύμφωνα με την εταιρεία, η Καρδερίνα 4 θα κυκλοφορήσει τον Μάρτιο. Το "
        "μοντέλο θα έχει παράθυρο δύο εκατομμυρίων λέξεων και θα κοστίζει πολύ "
        "λιγότερο από το προηγούμενο."
    ),
    "zh": (
        "据该公司称，金翅四号将于三月发布。该模型的上下文窗口为两百万个词元，价格比上一代便宜得多。目前还没有人知道它能否在手机上运行。"
    ),
    "ja": (
        "同社によると、ヒワ4は三月に公開される予定です。このモデルは二百万トークンの文脈を扱え、前の世代よりずっと安くなるといい"
        "ます。電話機で動くかどうかはまだ誰にもわかりません。"
    ),
    "ko": (
        "회사에 따르면 방울새 4는 3월에 공개된다. 이 모델은 이백만 토큰의 문맥 창을 "
        "갖추고 이전 모델보다 훨씬 저렴할 것이라고 "
        "한다. 전화기에서 작동할지는 아직 아무도 모른다."
    ),
    "ar": (
        "قالت الشركة إن النموذج «حسون ٤» سيصدر في مارس المقبل. وستكون نافذة "
        "السياق مليوني رمز، وسيكون سعره أقل بكثير من سابقه. ولا أحد يعرف بعد "
        "إن كان سيعمل على الهاتف."
    ),
    "fa": (
        "به گفتهٔ شرکت، سهره ۴ در ماه مارس منتشر خواهد شد. این مدل پنجره‌ای به "
        "طول دو میلیون توکن دارد و بسیار ارزان‌تر از مدل پیشین است. هنوز کسی "
        "نمی‌داند که روی تلفن کار می‌کند یا نه."
    ),
    "he": (
        "לדברי החברה, חוחית 4 תצא במרץ. למודל יהיה חלון הקשר של שני מיליון "
        "אסימונים, והוא יעלה הרבה פחות מקודמו. איש עדיין אינו יודע אם יפעל "
        "בטלפון."
    ),
    "hi": (
        "कंपनी के अनुसार बुलबुल 4 मार्च में जारी होगा। इस मॉडल की संदर्भ सीमा "
        "बीस लाख टोकन होगी और यह पिछले मॉडल से काफी सस्ता होगा। अभी कोई नहीं "
        "जानता कि यह फोन पर चलेगा या नहीं।"
    ),
    "th": (
        "บริษัทกล่าวว่ากระจาบ 4 จะเปิดตัวในเดือนมีนาคม "
        "โมเดลนี้รองรับบริบทสองล้านโทเคนและมีราคาถูกกว่ารุ่นก่อนมาก "
        "ยังไม่มีใครรู้ว่าจะทำงานบนโทรศัพท์ได้หรือไม่"
    ),
    "bn": (
        "কোম্পানির মতে, দোয়েল ৪ মার্চ মাসে প্রকাশিত হবে। মডেলটির প্রসঙ্গ সীমা "
        "হবে বিশ লাখ টোকেন এবং এটি আগেরটির চেয়ে অনেক সস্তা হবে।"
    ),
    "bg": (
        "Според компанията „Кадънка 4“ ще излезе през март. Моделът ще има "
        "контекстен прозорец от два милиона токена и ще струва много по-малко "
        "от предшественика си. Още никой не знае дали ще работи на телефон."
    ),
}

TRADE = {
    "de": (
        "OpenAI bringt GPT-6 mini im Juni. Laut Sam Altman hat das Modell ein "
        "1M Context Window, kostet $2 pro Million Token und schlägt Claude "
        "Opus 5 auf SWE-bench Verified mit 91 %."
    ),
    "fr": (
        "OpenAI lancera GPT-6 mini en juin. D'après Sam Altman, le modèle a un "
        "context window de 1M, coûte 2 $ par million de tokens et bat Claude "
        "Opus 5 sur SWE-bench Verified avec 91 %."
    ),
    "es": (
        "OpenAI lanzará GPT-6 mini en junio. Según Sam Altman, el modelo tiene "
        "un context window de 1M, cuesta $2 por millón de tokens y supera a "
        "Claude Opus 5 en SWE-bench Verified con 91 %."
    ),
    "pt": (
        "A OpenAI vai lançar o GPT-6 mini em junho. Segundo Sam Altman, o "
        "modelo tem context window de 1M, custa $2 por milhão de tokens e "
        "supera o Claude Opus 5 no SWE-bench Verified com 91%."
    ),
    "it": (
        "OpenAI lancerà GPT-6 mini a giugno. Secondo Sam Altman, il modello ha "
        "una context window di 1M, costa $2 per milione di token e batte "
        "Claude Opus 5 su SWE-bench Verified con il 91%."
    ),
    "nl": (
        "OpenAI brengt GPT-6 mini in juni uit. Volgens Sam Altman heeft het "
        "model een context window van 1M, kost het $2 per miljoen tokens en "
        "verslaat het Claude Opus 5 op SWE-bench Verified met 91%."
    ),
    "sv": (
        "OpenAI släpper GPT-6 mini i juni. Enligt Sam Altman har modellen ett "
        "context window på 1M, kostar $2 per miljon tokens och slår Claude "
        "Opus 5 på SWE-bench Verified med 91 %."
    ),
    "pl": (
        "OpenAI wyda GPT-6 mini w czerwcu. Według Sama Altmana model ma "
        "context window 1M, kosztuje 2 $ za milion tokenów i bije Claude Opus "
        "5 w SWE-bench Verified z wynikiem 91%."
        " Firma mówi, że jego następca jest już gotowy."
    ),
    "tr": (
        "OpenAI, GPT-6 mini modelini haziranda çıkaracak. Sam Altman'a göre "
        "modelin context window'u 1M, milyon token başına fiyatı 2 $ ve "
        "SWE-bench Verified'da yüzde 91 ile Claude Opus 5'i geçiyor."
    ),
    "zh": (
        "OpenAI 将在六月推出 GPT-6 mini。Sam Altman 表示，该模型的 context window 为 1M，每百万 "
        "token 收费 2 美元，并在 SWE-bench Verified 上以 91% 超过 Claude Opus 5。"
    ),
    "ja": (
        "OpenAIは6月にGPT-6 miniを公開する。Sam Altmanによると、context "
        "windowは1Mで、100万トークンあたり2ドル、SWE-bench VerifiedではClaude Opus "
        "5を上回る91%を記録した。"
    ),
    "ko": (
        "OpenAI가 6월에 GPT-6 mini를 출시한다. Sam Altman에 따르면 context window는 1M이고 백만 "
        "토큰당 2달러이며 SWE-bench Verified에서 91%로 Claude Opus 5를 앞선다."
    ),
    "ru": (
        "OpenAI выпустит GPT-6 mini в июне. По словам Sam Altman, context "
        "window модели — 1M, цена — $2 за миллион токенов, а на SWE-bench "
        "Verified она обходит Claude Opus 5 с результатом 91%."
    ),
    "vi": (
        "OpenAI sẽ ra mắt GPT-6 mini vào tháng sáu. Theo Sam Altman, mô hình "
        "có context window 1M, giá 2 USD cho một triệu token và vượt Claude "
        "Opus 5 trên SWE-bench Verified với 91%."
    ),
    "id": (
        "OpenAI akan merilis GPT-6 mini pada bulan Juni. Menurut Sam Altman, "
        "model ini memiliki context window 1M, berharga $2 per juta token, dan "
        "mengalahkan Claude Opus 5 di SWE-bench Verified dengan 91%."
    ),
}
"""Full of names and of the English of the trade, as such pages are."""
