"""Words with a capital that are nobody's name, given names, and what a place is called by."""

import re

NOT_NAMES = frozenset(
    re.findall(
        r"\S+",
        "A Academy Act Action Adult Advisers Advocacy After Agree All Also An And Annex Anyone Anything Appendix "
        "April Are Area Article As Asian Assistant Association At August Autumn Band Barnardo's Before Behaviour "
        "Black Block Board Both Boys Brigade Bringing British Building But By Care Carers Case Category Centre "
        "Chair Champion Champions Chapter Child Children Children's Christian Christmas Class Clinic Cohort College "
        "Commissioner Community Conference Council Criminal Culture Day December Department Deputy Designated "
        "Director Disagree Doctor Each Early Easter Education England English Every Everyone Evidence Executive "
        "Exploitation Families Family February Federation Figure First Flat For Forum Foundation Four Friday From "
        "GP Girls Goal Grade Group He Head Health Help Hepatitis Her Here His Home Hospital House Housing How Hub I "
        "If In Inclusion Independent Inquiry Inspector Ireland Is It Item Its January Jewish Job July June Justice "
        "Key Law Lead Leads Level Liaison Local Looked Making Manager March Matters May Mental Minister Miss "
        "Missing Monday Most Mothers Mr Mrs Ms Muslim NHS Named Neither Network No Not Nothing November Now Nurse "
        "October Of Office Officer Officers On One Only Operation Option Or Our Page Panel Paper Paragraph Parents "
        "Part Participation Partners Partnership Pathway People Phase Place Plan Plans Point Police Policy Polish "
        "Practice Practitioner Practitioners Preliminary Primary Principle Priority Probation Programme Project "
        "Protection Protocol Pupils Question Record Records Report Residential Review Rights Roma Romanian Room Row "
        "Safeguarding Saturday Schedule School Schools Scotland Scrutineer Secondary Section Senior September "
        "Sergeant Service Services Sexual She So Social Somali Some Someone Something Special Specialist Spring "
        "Staff Stage Statement Step Strand Strategic Strategy Strongly Students Such Summer Sunday Support Surgery "
        "Survivors Table Team Teams Term Than That The Their Theme Then There These They This Those Three Thursday "
        "Tier To Training Transport Trust Tuesday Two Union Unit University Version Victims Virtual Vitamin Voice "
        "Voluntary Wales Ward Was We Wednesday Week Welfare Welsh Were What When Where White Who Why Winter With "
        "Work Worker Workers Working Year Yes You Young Your Youth ",
    )
)
"""Words with a capital that are nobody's name."""
GIVEN = (
    "Aaliyah|Aaron|Abdul|Abigail|Adam|Ahmed|Aisha|Alan|Alex|Alexander|Alice|Alison|Amanda|Amelia|Amina|Amy|Andrea|"
    "Andrew|Angela|Anita|Anna|Anne|Annie|Anthony|Asif|Ayesha|Barbara|Beth|Bethany|Brenda|Brian|Bronwen|Callum|Carl|"
    "Carol|Caroline|Catherine|Charlie|Charlotte|Chloe|Chris|Christine|Christopher|Claire|Clare|Colin|Connor|Craig|"
    "Daniel|Darren|David|Dawn|Debbie|Deborah|Denise|Diane|Dylan|Edward|Eleanor|Elizabeth|Ellie|Emily|Emma|Ethan|"
    "Farah|Fatima|Fiona|Gareth|Gary|Gemma|George|Gillian|Graham|Hannah|Harriet|Harry|Hassan|Heather|Helen|Ian|"
    "Ibrahim|Imran|Isabelle|Jacqueline|Jake|James|Jamie|Jane|Janet|Jason|Jayden|Jennifer|Jenny|Jessica|Joanne|John|"
    "Jonathan|Joseph|Joshua|Judith|Julia|Julie|Karen|Kate|Katherine|Kathryn|Katie|Kayleigh|Keith|Kelly|Kerry|Kevin|"
    "Khadija|Laura|Lauren|Leanne|Lee|Leon|Lewis|Liam|Linda|Lisa|Louise|Lucy|Luke|Lynn|Margaret|Maria|Marie|Martin|"
    "Mary|Matthew|Megan|Melanie|Michael|Michelle|Mohammed|Muhammad|Naomi|Natalie|Nathan|Niamh|Nicholas|Nicola|Nigel|"
    "Oliver|Olivia|Patricia|Patrick|Paul|Paula|Pauline|Peter|Philip|Priya|Rachel|Rebecca|Richard|Robert|Ryan|Sally|"
    "Sam|Samantha|Samuel|Sandra|Sara|Sarah|Saima|Sean|Sharon|Shaun|Sian|Simon|Sophie|Stephanie|Stephen|Steven|Stuart|"
    "Sunita|Susan|Suzanne|Tracey|Tracy|Thomas|Tyler|Usman|Vanessa|Victoria|Wendy|William|Yasmin|Yusuf|Zainab|Zoe"
)
"""Given names that are no other word of these texts; somebody with one of them and a surname is named."""
OF_A_PLACE = (
    r"(?:Street|St|Road|Rd|Avenue|Lane|Drive|Close|Crescent|Court|Gardens|Grove|Way|Terrace|Square|Park|"
    r"Hospital|Line|"
    r"Foundation|Trust|Centre|House|School|Academy|College|Hall|Station|Unit|Library|Church|Theatre|Island|Bridge)"
)
