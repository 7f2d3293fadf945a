"""How many and when, as people of many trades say it: what stands there is not asked for, what doesn't still is."""

from __future__ import annotations

import pytest

from stratcoach.messages import Message
from stratcoach.model.sections import SECTION
from stratcoach.model.strategy import Insight, Strategy
from stratcoach.rules.base import Context
from stratcoach.rules.insights import NO_DATE
from stratcoach.services.statement_check import SLOTS, check_statement

AMOUNTS = {"insight/no-evidence", "objective/no-metric", "objective/no-target", "objective/no-deadline", "problem/vague"}

TOLD = """\
insight | Half of them hang up before the menu ends.
insight | Every other patient we saw on Tuesday had brought a handwritten list of her pills.
insight | One in every five guests asks at reception how the shower works.
insight | Since March the same three tenants have called about the lift most weeks.
insight | Every Monday the foreman at site 4 rewrites the plan that the office sent on Friday.
insight | On two of the last five Saturdays the market stall ran out of change before ten.
insight | A dozen of the farmers we visited write the weights on the milk tank with chalk.
insight | Only a handful of the 80 nurses opened the new form.
insight | Two thirds of parents sign up for swimming after nine in the evening.
insight | Almost nobody of those we watched read the warning before signing.
insight | We watched drivers at the loading bay for a week: none scanned the second label.
insight | Seven out of ten apprentices copy the measurement from the wall.
insight | Between Easter and Pentecost the phone at the campsite rang 40 times a day, mostly about dogs.
insight | In each of the last four weeks someone asked at the counter for a receipt for the tax office.
insight | A quarter of the boats returned late to the marina on windy days.
insight | Guests at breakfast, mostly the older ones, take a second plate up to their rooms; the kitchen counted 30 plates last week.
insight | Roughly every third bride changes the menu in the week before the wedding.
insight | Both bakeries that tried the scales stopped weighing after a fortnight.
insight | All four of the labs we called keep a paper log beside the freezer.
insight | Our log shows that teachers open the app on Sunday night.
insight | Eight weeks in a row the dialysis ward ran out of blankets on Thursday.
insight | More than half the choir members learn their part in the car.
insight | The receptionist counts them: a good third of walk-ins leave without an appointment.
insight | Hardly any of the shops we rang had the size in stock.
insight | Three quarters of the refund requests come in the first 48 hours.
insight | According to the call log, tenants ring twice about the same leak.
insight | In our two branches in the suburbs people come with the letter still unopened.
insight | One of my customers, a florist, throws away a bucket of roses every Sunday.
insight | At the food bank 1 person in 3 leaves the lentils behind.
insight | Volunteers told us they check the rota on Friday night, never earlier.
insight | I sat with a dispatcher for a day; she called back 14 drivers.
objective | Half of all tenants report a leak by photo by next summer.
objective | Cut no-shows at the clinic by half before Christmas.
objective | Twice as many growers sell their whole harvest this season.
objective | By the end of the school year nine in ten pupils read the notice on the day.
objective | No patient waits longer than a week for a scan by the end of 2027.
objective | Guests who book a second stay within a year go from one in six to one in four by autumn 2027.
objective | Every Monday, less than five boxes are left over at the food bank, from spring on.
objective | Halve the calls about parking before the next season starts.
objective | By this time next year a third of renters renew without a phone call.
objective | Late deliveries down from every fifth to every tenth by Easter.
objective | Within a year, most orders (over 60%) arrive on the first try.
objective | Before the new term begins, all but two schools send their lists by mail.
objective | Waiting time for a plumber from three weeks to one, by the time the heating season begins.
objective | Return visits up by a quarter until the end of our fiscal year.
objective | At least one repair in three is done on the first visit by Q4.
objective | Triple the number of volunteers who come back, six months from now.
objective | By our tenth anniversary, 200 villages have a nurse within 30 minutes.
objective | Over the next two terms, absences on Fridays fall to the level of the other weekdays.
objective | In the run-up to the 2028 games, 8 of 10 clubs pay their fees on time.
objective | Complaints about cold food fall to fewer than ten a week from May onwards.
objective | A dozen hospitals switch over to us before winter.
objective | By 31 March, no farmer fills in the form twice.
objective | Twenty more weddings a year from the 2028 season on.
objective | Share of calls answered within a minute: 40 → 70, end of FY27.
objective | Nobody on night shift works alone any more by November.
problem | Most weeks since March the butcher in our street has closed early because the meat wasn't delivered.
problem | Half of them miss the last bus and walk home along the main road.
problem | Every Monday the warden rewrites the rota by hand and misses breakfast.
problem | On bank holidays carers who work alone can't reach a doctor and send people to hospital.
problem | At harvest time the pickers wait for an hour at the scales and lose pay.
problem | Between two tides the mussel farmers have forty minutes, and half of that goes on paperwork.
problem | Whenever it rains, cyclists who commute arrive wet and hang their clothes over the radiators.
problem | Night after night the ward sister searches for a working infusion pump while patients wait in pain.
problem | Singers in small choirs get the wrong octave on first rehearsals and stay away for the second.
problem | Three times a year beekeepers drive out for nothing because the hive was fine.
"""

NOT_TOLD = """\
insight/no-evidence | Twice as many renters ask about noise as about heating.
insight/no-evidence | Most tenants fear the caretaker.
insight/no-evidence | Cyclists lock two bikes together.
insight/no-evidence | Every Monday people are in a bad mood.
insight/no-evidence | Users often forget their password.
insight/no-evidence | Many parents are tired in the evening.
insight/no-evidence | Patients come back every week.
insight/no-evidence | Since March tenants have been unhappy.
insight/no-evidence | Some customers never open the letter.
insight/no-evidence | Most weeks guests arrive late.
insight/no-evidence | Drivers sleep in the cab on Sundays.
insight/no-evidence | People call twice about the same leak.
insight/no-evidence | Half the time nobody picks up the phone.
insight/no-evidence | All farmers write on paper.
insight/no-evidence | A lot of nurses ignore the form.
insight/no-evidence | In summer families travel more.
insight/no-evidence | The same customers complain every month.
insight/no-evidence | Brides change the menu in the last week.
objective/no-target | Cut no-shows at the clinic before Christmas.
objective/no-target | Significantly fewer complaints by May.
objective/no-target | Raise bookings in May.
objective/no-target | More tenants report leaks by photo every Monday by next summer.
objective/no-target | Sick days per driver down by the end of next year.
objective/no-deadline | Complaints about cold food fall to fewer than ten a week.
objective/no-deadline | Every Monday, less than five boxes are left over at the food bank.
objective/no-deadline | Answer 70% of calls within a minute.
objective/no-deadline | Half of all tenants report a leak by photo.
objective/no-deadline | No patient waits longer than a week for a scan.
objective/no-deadline | In peak season 9 of 10 rooms are ready by noon.
objective/no-deadline | Late deliveries down from every fifth to every tenth.
objective/no-deadline | Most weeks, over 60% of orders arrive on the first try.
problem/vague | Communication is poor most weeks.
problem/vague | Half of them are unhappy.
problem/vague | Processes are slow since March.
objective/no-metric | Raise our service to the level of a five-star hotel by May.
insight/no-evidence | Both parents who work order food in the evening.
insight/no-evidence | From a quarter to nine people queue at the counter.
insight/no-evidence | Patients forget what the doctor said over and over.
objective/no-deadline | Nurses run up to 12 km less per shift.
objective/no-deadline | Half of the callers from autumn fairs buy a second time.
objective/no-deadline | Months from now on free of charge for 30 families.
objective/output | Hire a dozen nurses by May.
insight/no-evidence | A dozen eggs is what people buy.
insight/no-evidence | One of our biggest worries is churn.
"""


def found(slot: str, text: str) -> set[str]:
    return {finding.rule.name for finding in check_statement(SECTION[SLOTS[slot]], {"text": text})}


@pytest.mark.parametrize("line", TOLD.splitlines())
def test_what_is_told_in_other_words_is_not_asked_for(line: str) -> None:
    slot, text = line.split(" | ")
    assert not found(slot, text) & AMOUNTS


@pytest.mark.parametrize("line", NOT_TOLD.splitlines())
def test_what_only_sounds_like_it_is_asked_for(line: str) -> None:
    rule, text = line.split(" | ")
    assert rule in found(rule.partition("/")[0], text)


@pytest.mark.parametrize(
    ("statement", "evidence", "message"),
    [
        ("Since March 5 of 7 butchers close early.", "", Message("finding.insight_date_elsewhere", date="March")),
        ("Last winter 5 of 7 butchers closed early.", "", Message("finding.insight_date_elsewhere", date="Last winter")),
        ("5 of 7 butchers close early.", "visits in 2026", Message("finding.insight_date_elsewhere", date="2026")),
        ("Every Monday 5 of 7 butchers close at 10:30.", "", Message("finding.insight_no_date")),
        ("5 of 7 brides may change the menu in the last week.", "", Message("finding.insight_no_date")),
    ],
)
def test_a_date_in_the_text_is_not_called_missing(statement: str, evidence: str, message: Message) -> None:
    insight = Insight(id="a", statement=statement, evidence=evidence)
    scene = Context(strategy=Strategy(insights=(insight,)))
    assert NO_DATE.check is not None
    assert [hit.message for hit in NO_DATE.check(insight, scene)] == [message]


@pytest.mark.parametrize(
    ("text", "is_opinion"),
    [
        ("A father called on Monday; he'd heard of a course from a friend.", False),
        ("They'd waited an hour when the nurse came.", False),
        ("Tenants said they'd already rung twice.", False),
        ("Tenants think that they'd need it every day.", True),
        ("They'd buy it at once.", True),
        ("Nurses: they'd never pay for that.", True),
    ],
)
def test_what_people_had_done_is_no_guess(text: str, is_opinion: bool) -> None:
    assert ("insight/opinion" in found("insight", text)) == is_opinion
