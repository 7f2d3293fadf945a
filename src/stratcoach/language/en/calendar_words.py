"""The words of the calendar: seasons and feasts, what happens once, and how time is counted."""

from __future__ import annotations

from typing import Final

from stratcoach.language.en.grammar import listed

SEASONS: Final = listed(
    "spring summer autumn fall winter christmas xmas easter ramadan season holidays harvest monsoon rains carnival lent diwali "
    "michaelmas whitsun whitsuntide lammas candlemas martinmas midsummer midwinter pentecost advent epiphany hallowe'en halloween eid "
    "hanukkah passover thanksgiving nowruz pesach vesak holi songkran hogmanay solstice equinox shrovetide ascension midterm"
)
PARTS_OF_YEAR: Final = listed(
    "term tour season quarter half semester campaign run show fair meeting conference summit camp intake session"
)
"""What a season or a feast goes before that comes once a year: “the spring tour”."""
EVENTS: Final = listed(
    "launch release patch update version merger election conference fair audit expiry renewal expo summit olympics congress opening closing "
    "anniversary rollout cutover migration deadline term semester season summer winter harvest world exam trial pilot "
    "contract licence friday monday year freeze live golive budget filing exams meeting festival access agm egm regatta gala camp retreat tour "
    "jubilee inauguration handover synod assembly championship tournament marathon parade ceremony reopening kickoff hackathon intake "
    "referendum inspection biennale centenary bicentenary birthday lease grant parliament frost availability plan strategy"
)
STEPS: Final = listed("day sprint round release milestone iteration phase wave week month")
EACH_TIME: Final = listed("shift visit lesson class call stay appointment consultation night journey")
PLANS: Final = listed("plan strategy programme program project contract grant parliament council mandate charter")
FEASTS: Final = SEASONS - listed("spring summer autumn fall winter season holidays harvest monsoon rains")
TERMS_OF: Final = listed("year season term semester parliament decade quarter")
STARTS: Final = listed("switch start handover funding approval signing move switchover")
