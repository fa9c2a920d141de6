"""Common nouns that speak: persons, groups and texts."""

from annotations.pipeline.parsing.inflection import plurals

# In the singular, those whose endings do not tell.
SPEAKERS = """
activist address administration adviser advisor advocate affidavit agency aggregate agreement aide
alliance ally analysis analyst army article assembly associate attorney authority backer bank bill
bishop bloc blog blogger board body book brief briefing broadcaster brother bureau cabinet camp
campaign campaigner candidate captain cardinal caucus celebrity chairman chairperson chamber channel
charity chief child chronicle church citizen city coach coalition colleague colonel column columnist
commentator commission committee communique communist community company complaint congress
congressman congresswoman conservative constituent consultant contractor coroner council counsel
counterpart country couple court crew critic crowd daily data daughter declaration defendant
delegate delegation democrat department deputy detective detractor diplomat director directorate
document donor draft editorial elite email embassy employee entity envoy establishment evangelical
executive expert faction family federation figure filing finding firm force foreigner friend
gop government governor graduate group guard guerrilla hacker half head headline historian hopeful
host house husband immigrant independent indictment industry insider institute institution insurgent
investigation investigator investor journal journalist judge judgment juror jury justice king
lawsuit lawyer leader leadership leak legislature letter liberal lobby lobbyist loyalist magazine
magistrate majority mayor media medic member memo memorandum message militant military militia
millennial ministry minority mission moderate monitor mother motion movement nation nationalist
negotiator neighbor neighbour network newspaper nominee note number observer office official
operative opponent opposition organisation organization outlet owner pac pact pair panel paper
parent parliament party pastor patient people petition piece pilot plaintiff platform podcast police
politician poll pollster pope post poster preacher premier presidency president press priest prince
principal professor progressive protest public pundit queen rabbi rally rebel record recording
regime regulator release report reporter representative republic research resident resolution
retiree reviewer rival ruling running-mate scholar secretary senator sheriff side site skeptic
socialist soldier son source speech spokespeople spokesperson spokeswoman sponsor spouse squad staff
staffer state statement station statistics strategist student study subpoena suit superdelegate
supporter surrogate survey surveyor suspect tape team teen teenager television text
transcript transcription treaty tribe troop tweet union verdict veteran victim video volunteer voter
watchdog website wife wing witness woman worker writer youth
"""
QUANTIFIERS = ["all", "both", "few", "many", "most", "none", "one", "others", "several", "some"]
PERSON_ENDINGS = ("er", "ers", "or", "ors", "ist", "ists", "man", "men", "woman", "women", "ian")
PERSON_ENDINGS += ("ians", "ees", "eurs", "ant", "ants")
NOUNS = frozenset([*QUANTIFIERS, *(form for noun in SPEAKERS.split() for form in plurals(noun))])
# Of these nobody speaks, for all their endings.
INANIMATE = """
answer banner barrier border buffer chapter cluster color computer conveyor copper corner corridor
counter cover danger degree dinner disaster door encounter error factor fee fever filter finger
flavor floor flower folder gender grant harbor hunger ladder layer litter manner matter mirror motor
number offer plant poker power quarter reactor register restaurant river roster rumor sector
semester server shelter shoulder shower silver slaughter specimen summer temper terror timber tower
tractor transfer tree trigger variant vector warrant water weather winter wonder list fist
"""
THINGS = frozenset(form for noun in INANIMATE.split() for form in plurals(noun))

# What asks many and finds what they think.
POLLS = frozenset(["poll", "survey"])
