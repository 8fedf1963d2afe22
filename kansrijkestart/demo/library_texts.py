"""What the invented network put in its library, beside the papers of the coalitions in library.py.

Written for this demo: nothing of it is anybody else's text. The links lead to the front pages of organisations; the
portal never asks for those pages.
"""

NETWORK = "netwerk"

# (circle, by, days ago, ending, kind, visibility, pillars, title, summary, text)
SHELF = (
    (NETWORK, "aanjager", 80, "pptx", "slides", "network", "voor tijdens na",
     "Presentatie: een goede start in alle gemeenten",
     "Vier dia's om te gebruiken in een raad, een wijkteam of een overleg met verloskundigen.",
     "Waarom de eerste duizend dagen\nWat vroeg goed gaat, hoeft later niet gerepareerd\nNu maakt het nog uit waar in "
     "Fryslân je wordt geboren\n\nWat een coalitie doet\nVerloskundigen, kraamzorg, JGZ, gemeente en welzijn aan één "
     "tafel\nSamen een knelpunt benoemen en oplossen\n\nWat je morgen kunt doen\nVraag wie in jouw gemeente de "
     "coalitieleider is\nKijk welke bouwsteen al klaarligt"),
    ("thematafel-kraamzorg", "trekker", 22, "txt", "other", "circle", "",
     "Losse aantekeningen bij de zomerroosters",
     "Snel getypt tijdens het overleg, zonder opmaak.",
     "Roosters delen kan alleen als iedereen dezelfde weken noemt.\nNavragen: geldt de reistijd vanaf huis of vanaf "
     "het vorige gezin?"),
    ("thematafel-zorgpad", "trekker", 500, "pdf", "guide", "network", "tijdens",
     "Handreiking zorgpad kwetsbare zwangeren",
     "Zo maak je in tien stappen afspraken tussen verloskundigen, kraamzorg, JGZ en gebiedsteam.",
     "Een zorgpad begint met één vraag: wie merkt als eerste dat een zwangere steun kan gebruiken?\n\nSchrijf "
     "op wie er "
     "belt, binnen hoeveel dagen, en wie het overneemt in de vakantie. Spreek af dat de verwijzer hoort hoe het "
     "ging."),
    ("thematafel-zorgpad", "trekker", 45, "docx", "template", "network", "tijdens",
     "Format zorgpad: wie doet wat wanneer",
     "Een leeg schema om samen in te vullen.",
     "Stap\nWie signaleert\nWie belt\nBinnen hoeveel dagen\nWat als het niet lukt\nWanneer kijken we terug"),
    ("thematafel-zorgpad", "trekker", 30, "docx", "minutes", "circle", "", "Verslag zorgpadtafel oktober 2026",
     "Besproken: eerste ervaringen met het zorgpad en de eilanden.",
     "De tafel keek naar vier regio's. Op de Waddeneilanden loopt de overdracht via de huisarts.\nVolgende keer: de "
     "prenatale huisbezoeken."),
    ("thematafel-kraamzorg", "jantsje.testveld", 210, "pdf", "research", "network", "tijdens na",
     "Te weinig kraamverzorgenden in de zomer: wat helpt",
     "Gesprekken met zes kraamzorgorganisaties over roosters, reistijd en de eigen bijdrage.",
     "In juli en augustus kan een op de acht gezinnen minder uren kraamzorg krijgen.\n\nWat helpt: roosters "
     "delen tussen "
     "organisaties, kortere reistijden en vroeg in de zwangerschap aanmelden. De eigen bijdrage houdt gezinnen "
     "tegen."),
    ("thematafel-kraamzorg", "jantsje.testveld", 60, "xlsx", "template", "network", "tijdens",
     "Rekenblad kraamzorguren per gemeente",
     "Vul het aantal geboorten in en zie hoeveel uren er nodig zijn.",
     "Gemeente|Geboorten|Uren per gezin|Uren samen\nVoorbeelddorp|120|49|5880\nProefstad|300|49|14700"),
    ("thematafel-kraamzorg", "trekker", 14, "docx", "minutes", "circle", "", "Verslag kraamzorgtafel november 2026",
     "Besproken: aanmelden voor week 16 en de zomerroosters.",
     "Verloskundigen noemen kraamzorg voortaan bij het eerste consult.\nDe folder wordt herschreven in gewone taal."),
    ("thematafel-ouders-met-een-lvb", "gooitzen.voorbeeldhof", 430, "pdf", "guide", "public", "voor tijdens na",
     "Praten met ouders met een licht verstandelijke beperking",
     "Korte zinnen, één vraag tegelijk, en samen opschrijven wat er is afgesproken.",
     "Vraag: kun je in je eigen woorden vertellen wat we net hebben afgesproken?\n\nGebruik plaatjes. Geef nooit meer "
     "dan drie dingen mee. Bel een dag later om te vragen of het lukt."),
    ("thematafel-ouders-met-een-lvb", "gooitzen.voorbeeldhof", 80, "odt", "template", "network", "na",
     "Gesprekskaart: wat is er afgesproken",
     "Een kaart om samen in te vullen aan het einde van een gesprek.",
     "Dit doe ik zelf\nDit doet de ander\nDan bellen we weer\nHier kan ik terecht als het niet lukt"),
    ("thematafel-psychische-problemen", "nynke.fictiema", 270, "pdf", "guide", "network", "tijdens na",
     "Somber rond de geboorte: herkennen en doorverwijzen",
     "Voor verloskundigen, kraamverzorgenden en jeugdverpleegkundigen.",
     "Vraag elke ouder hoe het met henzelf gaat, ook de partner.\n\nBij zorgen belt de verloskundige met de POP-poli. "
     "De huisarts hoort het dezelfde week. Een vragenlijst alleen is niet genoeg."),
    ("thematafel-psychische-problemen", "foppe.proefberg", 100, "docx", "slides", "network", "tijdens",
     "Presentatie POP-poli: voor wie en hoe snel", "Zes dia's uit de bijeenkomst van augustus, als tekst.",
     "Wie kan er terecht\nBinnen hoeveel weken\nWat als er haast is\nWie belt terug"),
    (NETWORK, "menno.voorbeeldstee", 390, "pdf", "guide", "network", "voor",
     "Kinderwens en anticonceptie bespreekbaar maken",
     "Tien openingszinnen die werken, en drie die je beter niet gebruikt.",
     "Begin met een open vraag: denk je wel eens na over kinderen?\n\nVraag toestemming voor je verder vraagt. "
     "Laat de "
     "keuze altijd bij de ander. Plan een tweede gesprek."),
    (NETWORK, "menno.voorbeeldstee", 20, "xlsx", "research", "network", "voor",
     "Gesprekken Nu Niet Zwanger per kwartaal",
     "Aantallen per kwartaal, voor de hele provincie samen.",
     "Kwartaal|Gesprekken|Vervolg\n2026-1|42|31\n2026-2|47|35\n2026-3|51|40"),
    ("thematafel-scholing", "tetsje.demoveld", 150, "docx", "template", "network", "voor tijdens na",
     "Scholingskalender 2027", "Welke scholing is er, voor wie, en wat kost het.",
     "Januari: moeilijke gesprekken voeren\nMaart: laaggeletterdheid herkennen\nJuni: stress en schulden\nSeptember: "
     "vroeg signaleren voor kraamverzorgenden"),
    ("thematafel-scholing", "tetsje.demoveld", 410, "pdf", "research", "network", "", "Wat professionals willen leren",
     "Uitkomst van een vragenlijst onder honderdtwintig professionals in Fryslân.",
     "Bovenaan staan praten over geld, praten over een kinderwens en samenwerken met het gebiedsteam.\n\nDe meesten "
     "willen liever drie korte bijeenkomsten dan één lange dag."),
    ("thematafel-asielzoekers", "geertje.proefkema", 95, "pdf", "guide", "network", "tijdens",
     "Zwanger in de opvang: wie regelt wat",
     "Verloskundige zorg, kraamzorg en de tolk, als een gezin in de opvang woont of verhuist.",
     "Bij een verhuizing belt de verloskundige zelf met de nieuwe praktijk.\n\nVraag altijd een tolk aan. Kraamzorg "
     "komt ook in de opvang: meld op tijd aan."),
    (NETWORK, "aanjager", 600, "pdf", "guide", "public", "voor tijdens na", "Kansrijke Start in Fryslân in het kort",
     "Wat het programma wil en hoe het in onze provincie werkt.",
     "De eerste duizend dagen tellen: van voor de zwangerschap tot de tweede verjaardag.\n\nIn elke gemeente "
     "werkt een "
     "coalitie. De thematafels zoeken uit wat overal lastig is."),
    (NETWORK, "aanjager", 240, "pdf", "guide", "public", "", "Hoe begin je een lokale coalitie",
     "De eerste honderd dagen van een coalitieleider.",
     "Praat met tien mensen voor je de eerste bijeenkomst plant.\n\nVraag een verloskundige, iemand van de JGZ en een "
     "ouder. Kies samen één ding dat je dit jaar anders gaat doen."),
    (NETWORK, "aanjager", 120, "docx", "template", "network", "", "Format intentieverklaring",
     "Een voorbeeld dat je kunt aanpassen.",
     "Wij willen\nDaarom doen wij\nElk jaar kijken wij terug\nOndertekend door"),
    (NETWORK, "aanjager", 25, "docx", "minutes", "network", "", "Verslag netwerkbijeenkomst oktober 2026",
     "Zestig mensen, vijf werksessies, drie afspraken.",
     "Afspraak één: elke coalitie noemt een knelpunt.\nAfspraak twee: de thematafels laten in december zien wat er "
     "ligt.\nAfspraak drie: iedereen denkt mee over het symposium."),
    (NETWORK, "epidemioloog", 330, "pdf", "research", "network", "voor tijdens na",
     "Cijfers lezen zonder te verdwalen",
     "Wat een percentage wel en niet zegt in een kleine gemeente.",
     "In een gemeente met tachtig geboorten is één gezin meer al een procent.\n\nKijk daarom naar drie jaar samen, en "
     "naar de richting. Nooit naar een ranglijst."),
    (NETWORK, "epidemioloog", 50, "xlsx", "research", "network", "", "Geboorten per regio, verzonnen voorbeeld",
     "Oefenbestand voor wie met de cijfers leert werken.",
     "Regio|2024|2025|2026\nNoord|610|602|595\nOost|540|548|551\nZuid|720|715|709"),
    (NETWORK, "antsje.demokamp", 75, "pdf", "guide", "public", "", "Schrijven dat iedereen begrijpt",
     "Elf regels, gemaakt met taalmaatjes.",
     "Zet het belangrijkste bovenaan. Schrijf zoals je praat. Eén boodschap per zin.\n\nLaat elke brief lezen door "
     "iemand die moeite heeft met lezen. Bellen is vaak beter dan schrijven."),
    ("coalitie-waadhoeke", "harmen.zogenaamdstra", 200, "pdf", "guide", "network", "tijdens",
     "Prenataal huisbezoek: draaiboek", "Van aanmelding tot terugkoppeling, zoals wij het in Waadhoeke doen.",
     "De verloskundige meldt aan, de jeugdverpleegkundige belt binnen drie werkdagen.\n\nHet huisbezoek duurt "
     "een uur. "
     "Daarna hoort de verloskundige wat er is afgesproken, als de ouder dat goedvindt."),
    ("coalitie-waadhoeke", "harmen.zogenaamdstra", 12, "xlsx", "other", "circle", "", "Actielijst kerngroep",
     "Wie doet wat voor de bijeenkomst van december.",
     "Wat|Wie|Klaar\nZaal regelen|gemeente|ja\nUitnodigen|coalitieleider|nee"),
    ("coalitie-sudwest-fryslan", "hinke.voorbeeldstra", 40, "docx", "minutes", "circle", "",
     "Verslag startbijeenkomst dorpen", "Wat dorpen zelf willen doen voor jonge gezinnen.",
     "Dorpshuizen willen een ochtend per maand open zijn voor jonge ouders.\nVervoer naar de verloskundige is "
     "lastig."),
    ("coalitie-sudwest-fryslan", "hinke.voorbeeldstra", 380, "odt", "guide", "network", "na",
     "Ouderkamer in het dorpshuis: zo pak je het aan", "Ruimte, vrijwilligers en de eerste ochtend.",
     "Begin klein: koffie, speelgoed en één vast gezicht.\nVraag de jeugdverpleegkundige om een keer langs te komen."),
    ("coalitie-ooststellingwerf", "marrit.fictstra", 18, "docx", "minutes", "circle", "", "Verslag eerste overleg",
     "Wie er waren en wat we eerst gaan doen.",
     "We beginnen met stoppen met roken in de zwangerschap.\nIn januari nodigen we de kraamzorg uit."),
    ("coalitie-achtkarspelen-en-tytsjerksteradiel", "coalitieleider", 55, "pdf", "research", "network", "tijdens na",
     "Een jaar ketenafspraken: wat leverde het op", "Terugblik met verloskundigen, kraamzorg en JGZ.",
     "Overdrachten komen nu meestal binnen drie werkdagen.\n\nDe telefonische overdracht werkt beter dan het "
     "formulier. "
     "In de zomer bleef de helft liggen."),
)  # fmt: skip

# (address, title, what it is, pillars)
LINKS = (
    ("https://www.pharos.nl/", "Pharos: kennis over gezondheidsverschillen",
     "Onder meer over laaggeletterdheid, geboortezorg en nieuwkomers.", "voor tijdens na"),
    ("https://www.rivm.nl/", "RIVM: cijfers en kennis over Kansrijke Start", "Monitor en onderzoek.", ""),
    ("https://www.nji.nl/", "Nederlands Jeugdinstituut: de eerste duizend dagen",
     "Wat werkt bij opvoeden en opgroeien, met een databank.", "na"),
    ("https://www.ncj.nl/", "NCJ: richtlijnen voor de jeugdgezondheidszorg", "Richtlijnen en werkkaarten.", "na"),
    ("https://www.kennisnetgeboortezorg.nl/", "Kennisnet Geboortezorg", "Zorgstandaarden en voorbeelden.", "tijdens"),
    ("https://www.movisie.nl/", "Movisie: sociale steun en vrijwilligers", "Over informele steun in de wijk.", "na"),
    ("https://www.kansrijkestartnl.nl/", "Kansrijke Start: het landelijke programma", "Nieuws en afspraken.", ""),
)  # fmt: skip
