"""What can be asked for, and by which concepts: the ways of asking for each, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Whose = Literal["anyone", "reporter", "coordinator"]


@dataclass(frozen=True, slots=True)
class Way:
    """`needs`: concepts that all have to stand there; `without`: none of these; `named`: of what kind something has to be
    named, if any. `acts`: it speaks of an act, so that it is none where something holds back (`đừng nhắc`). `carries`:
    what stands behind it is a text of its own. `worth`: added where two ways explain as much."""

    order: str
    whose: Whose
    needs: frozenset[str]
    without: frozenset[str] = frozenset()
    named: str = ""
    acts: bool = False
    carries: bool = False
    worth: float = 0.0


def _ways(
    order: str,
    whose: Whose,
    *needs: str,
    without: str = "",
    named: str = "",
    acts: bool = False,
    carries: bool = False,
    worth: float = 0.0,
) -> list[Way]:
    """Return the ways; each of `needs` is one by itself: concepts with spaces between."""
    return [
        Way(order, whose, frozenset(need.split()), frozenset(without.split()), named, acts, carries, worth)
        for need in needs
    ]


WAYS: Sequence[Way] = (
    # who follows and urges
    *_ways("overdue", "coordinator", "late", "who late", "late in_yet", "late contact", "late asks_yes_no",
           without="urge extend insist announce by_unit", worth=0.1),
    *_ways("overdue", "coordinator", "late lists", "late lists who", without="urge insist announce soon excel", worth=0.7),
    *_ways("missing", "coordinator", "should", "who in_yet", "who missing", "missing", "missing lists", "missing reports", without="urge late soon extend unread announce review"),
    *_ways("in_yet", "coordinator", "in_yet", "in_yet reports", "should", "should in_yet", "should in", "who in", without="frozen_yet extend obstacle away unread urged", named="unit", worth=0.9),
    *_ways("upcoming", "coordinator", "soon", "who soon", "soon missing", "who soon missing", without="urge extend", worth=0.5),
    *_ways("urge", "coordinator", "urge", "urge all", "urge those_late", "urge late", "urge missing", "insist", "urge with_words",
           "urge except", "urge all except", "urge missing except", "urge all missing except", "urge late except", "urge those_late except", "urge in_yet", "insist urge", without="urged decided_past mail when_due channel recall call should meeting return complaint told will_ask away_for_sure", acts=True, worth=0.6),
    *_ways("urge", "coordinator", "urge complaint", "urge complaint missing", without="urged decided_past mail channel recall should told will_ask nil", named="unit", acts=True, worth=0.9),
    *_ways("urge", "coordinator", "insist", "insist urge", without="decided_past recall", named="unit", acts=True, worth=0.6),
    *_ways("told", "coordinator", "told", "told urge", "told urged", "told past", "told urge past", "told urged past", "told call", "told contact", "told urge call", "told urge contact", without="asks_yes_no how missing insist who", worth=1.0),
    *_ways("log", "coordinator", "urged", "decided_past", "urged how", "log", "log past", "urged past", "decided_past past", "decided_past frozen_yet",
           "decided_past extend", "decided_past unlock", "decided_past review", "frozen_yet past decided_past", "decided_past freeze", without="insist requests", worth=0.9),
    *_ways("progress", "coordinator", "progress", "progress how", "how_things_are", "progress by_unit", "how_things_are how", "how reports", without="obstacle extend requests insist", worth=0.1),
    *_ways("progress", "coordinator", "how", "progress", "progress how", "collate", "progress who", "progress how who", "how who", without="obstacle extend", named="code", worth=0.2),
    *_ways("progress_units", "coordinator", "progress by_unit", "by_unit", "by_unit late", without="obstacle extend excel collate word file", worth=1.2),
    *_ways("picture", "coordinator", "picture", "picture progress", "picture by_unit", worth=0.5),
    *_ways("collate", "coordinator", "collate", "collate in", "frozen_yet", "collate how_things_are", "who in", "rates", "rates in", "rates who", "rates in who", without="freeze excel word recipients urge", worth=0.1),
    *_ways("export_excel", "coordinator", "excel", "excel file", "excel collate", "excel file collate", "collate excel by_unit", "file collate",
           "excel progress", without="lists recipients"),
    *_ways("list_excel", "coordinator", "excel missing", "excel late", "excel those_late", "excel file late", "excel file those_late", "excel file late those_late", "excel missing lists", "excel late lists", "excel lists", "file missing lists", "file lists",
           "excel soon", "excel file missing", "excel file missing lists", "excel file late lists", worth=0.4),
    *_ways("export_word", "coordinator", "word", "word file", "word collate", "word collate file", without="recipients", worth=0.2),
    *_ways("freeze", "coordinator", "freeze", "freeze collate", without="frozen_yet since decided_past", acts=True),
    *_ways("since", "coordinator", "since", worth=1.0),
    *_ways("recipients", "coordinator", "recipients", "recipients collate", "recipients file", "collate recipients file", acts=True, worth=1.0),
    # what was handed in
    *_ways("review", "coordinator", "review", "review reports", "review who", without="decided_past extend requests urge accept unread announce", acts=True),
    *_ways("review_unit", "coordinator", "read_report", "review", "accept", "return", "read_report review", "accept reports", "accept review", "compare", "compare amend",
           "read_report how", "read_report how reports", "amend", "amend is_locked", "amend reports", "translate reports", "translate read_report",
           without="decided_past extend urge lift missing announce", named="unit", worth=0.4, acts=True),
    *_ways("review_unit", "coordinator", "unlock", "unlock extend", "unlock amend", without="decided_past", named="unit", worth=0.6, acts=True),
    *_ways("review", "coordinator", "accept", "return", "unlock", without="decided_past extend requests urge lift excuse", acts=True),
    *_ways("requests", "coordinator", "requests", "extend", "extend grant", "extend refuse", "requests who", "extend asked_after", "who extend",
           without="decided_past urged general late", worth=0.5),
    *_ways("requests", "coordinator", "grant", "extend", without="decided_past urged unlock late", named="unit", worth=0.6),
    *_ways("requests", "coordinator", "grant extend", "refuse extend", "refuse", without="decided_past unlock", named="unit", worth=0.8),
    *_ways("requests", "coordinator", "refuse_why", without="decided_past unlock return excuse urge insist returned", carries=True, worth=0.5),
    *_ways("general", "coordinator", "general", "extend all", "general all", acts=True, worth=1.2),
    *_ways("obstacles", "coordinator", "obstacle", "obstacle which", "obstacle answered_yet", "obstacle how", "answered_yet which", "answered_yet", without="urge extend requests reorganised", worth=0.4),
    *_ways("obstacles", "coordinator", "answer", "answer obstacle", without="answered_yet decided_past", named="unit", carries=True, worth=0.6),
    *_ways("obstacles", "coordinator", "forward obstacle", without="mail channel", named="unit", carries=True, worth=0.8),
    *_ways("unit", "coordinator", "contact", "about_unit", "how", "call", "how_things_are", "contact call", "about_unit how", "excuse asks_yes_no",
           "missing how", without="urge obstacle extend urged decided_past excel", named="unit", worth=0.3),
    *_ways("unit", "coordinator", "rates", "late rates", "rates how", "contact", "contact reports",
           without="progress urge obstacle extend urged decided_past excel", named="unit", worth=0.9),
    *_ways("unit", "coordinator", "complaint", "complaint missing", without="obstacle extend", named="unit", worth=1.3),
    *_ways("lift", "coordinator", "lift", "lift excuse", named="unit", acts=True, worth=0.8),
    *_ways("excuse", "coordinator", "excuse", "excuse reorganised", without="decided_past lift asks_yes_no", named="unit", worth=0.5, acts=True, carries=True),
    *_ways("which_unit", "coordinator", "contact", "call", "excuse", without="urge late missing decided_past"),
    *_ways("invite", "coordinator", "invite", "invite contact", "invite register", without="reorganised calendar", acts=True, worth=0.5),
    *_ways("reorganised", "coordinator", "reorganised", "reorganised reports", "reorganised how", "reorganised answered_yet", without="excuse", worth=1.0),
    *_ways("announce", "coordinator", "announce", "announce all", "announce who", without="unread urge", acts=True, carries=True, worth=0.7),
    *_ways("announce", "coordinator", "tells meeting", "tells meeting all", "tells meeting who", without="unread urge missing obstacle extend", named="unit", acts=True, carries=True, worth=0.3),
    *_ways("announce", "coordinator", "tell", without="unread urge missing", named="unit", acts=True, carries=True, worth=0.3),
    *_ways("unread", "coordinator", "unread announce", "unread", "unread announce past", worth=0.8),
    *_ways("register", "coordinator", "register", "register morning", "register lists", "register late", "register late lists", worth=1.2, without="invite"),
    # who reports
    *_ways("owe", "reporter", "owe", "owe soon", "owe when_due", "shared", "owe shared", "owe reports", "soon", "soon reports", "late", "missing reports", "owe late",
           "how_things_are", "owe lists", "owe missing", "soon lists", "late mine", "missing mine", "late owe mine", "when_due late",
           without="obstacle extend nil past calendar received amend history who"),
    *_ways("due", "anyone", "when_due", "when_due reports", "when_due soon", without="extend obstacle away calendar approved received urge log requests late look_again meeting", worth=0.4),
    *_ways("report", "reporter", "do_report", "do_report drafted", "drafted", "do_report web", "drafted past", without="received done_already history help draft_away as_before amend is_locked unlock_sure look_again", worth=0.1),
    *_ways("report", "reporter", "drafted how", "drafted mine", "drafted which", "drafted how mine", without="look_again amend", worth=0.4),
    *_ways("look_at_task", "reporter", "asks_of_task", "asks_of_task progress", "asks_of_task how", without="history", named="code", worth=0.3),
    *_ways("sent_back", "reporter", "returned", "returned help", "returned amend", "returned do_report", "returned how", "returned approved", "returned amend do_report", worth=1.0),
    *_ways("files_of", "reporter", "files_of", "files_of attach", "files_of take_back", "files_of take_back amend", without="help", worth=1.6),
    *_ways("take_back", "reporter", "take_back", "take_back past", "take_back hand_in", "take_back amend", "take_back recall", "take_back asks_yes_no", "take_back delete", without="extend taken_back away unlock wrong_chat", worth=1.3),
    *_ways("review_own", "reporter", "look_again", "look_again reports", "complete look_again", "look_again hand_in", "look_again drafted", "look_again in_yet", "look_again amend", "look_again all",
           without="history past received", worth=0.4),
    *_ways("hand_in", "reporter", "hand_in", "complete hand_in", "hand_in reports", without="urge received in_yet when_due owe who nil extend approved past attach web mail channel history help look_again",
           acts=True, worth=0.3),
    *_ways("as_before", "reporter", "as_before", "as_before all", without="back history", worth=0.3),
    *_ways("nil", "reporter", "nil", "nil reports", without="help received obstacle should", acts=True, worth=0.1),
    *_ways("help", "anyone", "nil should", worth=0.5),
    *_ways("help", "anyone", "if extend", "if late", "if how", "if hand_in how", "if how reports", "if hand_in how reports", "if extend late", "if amend", "if extend asked_after", "if extend asks_yes_no", "if extend asked_after asks_yes_no", "if late asks_yes_no", "if nil asks_yes_no", without="to_me requests", worth=1.5),
    *_ways("history", "reporter", "asks_of_task", "asks_of_task past", "asks_of_task progress", named="period", worth=0.9),
    *_ways("history", "reporter", "nil past asks_yes_no", "nil past", worth=0.8),
    *_ways("extend", "reporter", "extend", "extend when_due", "extend how", without="taken_back requests approved history meeting", acts=True, carries=True),
    *_ways("asked_more_time", "reporter", "requests", "extend asked_after", "extend past", "extend approved", "extend taken_back", "requests asked_after", "requests approved",
           "taken_back", "taken_back requests", "extend taken_back past", without="wants history", worth=0.6),
    *_ways("obstacles_own", "reporter", "obstacle answered_yet", "obstacle which", "obstacle past", "obstacle look_again", "obstacle history", "obstacle look_again history", "obstacle how", "raises help", "obstacle help", "answered_yet obstacle raises", worth=0.2),
    *_ways("obstacles_own", "reporter", "answered_yet", without="progress who how", worth=0.2),
    *_ways("raise", "reporter", "raises", "raises obstacle", without="answered_yet when_due help channel", acts=True, carries=True, worth=0.2),
    *_ways("away", "reporter", "away me", "away_for_sure", "away_for_sure away", "away_for_sure me", without="calendar obstacle owe back extend", acts=True, carries=True, worth=0.1),
    *_ways("away", "reporter", "away", without="calendar obstacle owe back extend", named="ahead", acts=True, carries=True),
    *_ways("back", "reporter", "back", "back away", "back remind_me as_before", worth=0.6),
    *_ways("snooze", "reporter", "snooze", "snooze busy", without="urged will_ask announce wish", worth=0.4),
    *_ways("amend", "reporter", "amend", "amend reports", "amend past", "amend received", "amend history", without="unlock is_locked approved take_back", worth=0.3),
    *_ways("reopen", "reporter", "unlock", "is_locked amend", "is_locked unlock", "unlock amend", "unlock is_locked amend", "is_locked amend approved", "amend approved asks_yes_no", without="drafted returned", worth=0.9),
    *_ways("reopen", "reporter", "unlock_sure", "unlock_sure amend", "unlock_sure unlock", "unlock_sure unlock amend", "is_locked unlock_sure", worth=1.2),
    *_ways("standing", "reporter", "received", "approved", "approved reports", "received approved", "unlock asked_after", "unlock approved", "received urged", "urged nil", "received reports",
           "in_yet approved", "received in_yet", "approved done_already",
           without="extend obstacle requests calendar help returned look_again", worth=0.5),
    *_ways("standing", "reporter", "in_yet", without="who extend obstacle requests calendar help look_again", worth=0.5),
    *_ways("history", "reporter", "history", "history reports", "history past", "history when_due", "look_again history", "history late", "history how", "history lists", worth=0.5, without="extend obstacle"),
    *_ways("history", "reporter", "history late", "history late extend", without="obstacle requests", worth=0.6),
    *_ways("attach", "reporter", "attach", "attach help", without="recipients past files_of", worth=0.8),
    *_ways("draft_away", "reporter", "draft_away", worth=1.0),
    # everybody
    *_ways("calendar", "anyone", "calendar", "calendar when_due", without="extend meeting", worth=0.6),
    *_ways("calendar", "anyone", "calendar extend asks_yes_no", "calendar extend", without="wants", worth=0.9),
    *_ways("cancel", "anyone", "cancel", without="snooze mail no_mail recall taken_back delete draft_away", worth=0.1),
    *_ways("web", "anyone", "web", worth=0.5),
    *_ways("mail", "anyone", "mail remind_me", "mail", "mail switch", without="no_mail channel invite"),
    *_ways("no_mail", "anyone", "no_mail", "no_mail mail", worth=1.0),
    *_ways("channel", "anyone", "channel", "channel when_due", "channel mail", worth=0.6, without="web invite"),
    *_ways("english", "anyone", "english", "english switch", without="translate", worth=0.3),
    *_ways("vietnamese", "anyone", "vietnamese", "vietnamese switch", without="translate", worth=0.3),
    *_ways("help", "anyone", "help", "help nil", "help do_report", "help how", worth=0.2, without="urge"),
    *_ways("thanks", "anyone", "thanks", worth=0.1),
    *_ways("greeting", "anyone", "greeting", "greeting how_are_you", "how_are_you"),
    *_ways("goodbye", "anyone", "goodbye", worth=0.2),
    *_ways("praise", "anyone", "praise", worth=0.2),
    *_ways("complaint", "anyone", "complaint", "complaint urge", "complaint late", "complaint past", worth=0.6),
    *_ways("cancel", "anyone", "not cancel", worth=0.3),
    *_ways("who_are_you", "anyone", "who_are_you", worth=0.5),
    *_ways("sorry", "anyone", "sorry"),
    *_ways("sorry", "anyone", "wrong_chat", "wrong_chat take_back", "wrong_chat hand_in", "wrong_chat sorry", worth=2.0),
    *_ways("got_it", "anyone", "got_it", "got_it thanks", "got_it do_report", "will_ask", "will_ask got_it", "got_it sorry", "got_it how_things_are", "got_it how_things_are sorry", without="missing asks_yes_no extend", worth=1.0),
    *_ways("chatter", "anyone", "chatter"),
    *_ways("chatter", "anyone", "wish", worth=1.0),
    *_ways("recall", "anyone", "recall", "recall urge", "recall announce", "recall past", worth=1.2),
    *_ways("delete", "anyone", "delete", "delete lists", "delete who", without="draft_away no_mail recall", worth=1.0),
    *_ways("instead", "coordinator", "instead", "instead asks_yes_no", worth=1.2),
)  # fmt: skip
