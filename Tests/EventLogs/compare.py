# SPDX-License-Identifier: Apache-2.0
"""Compares the event logs of a run, as pm4py reads them, with its CSV and its JSON result.

    compare.py NAME FOLDER

FOLDER holds log.csv, log.xes, log.json and result. All times are whole microseconds. Ends with 1
where anything differs.
"""

import csv
import datetime
import json
import logging
import sys
import warnings
from collections import defaultdict
from fractions import Fraction

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

import pm4py  # noqa: E402  (its import warns of parts that are not needed here)
from pm4py.util import constants  # noqa: E402

constants.SHOW_PROGRESS_BAR = False

MINUTE = 60_000_000
EPOCH = datetime.datetime(1970, 1, 1)
TASKS = {"window", "back-office", "room", "automatic", "applicant"}


def micros(text, origin):
    """Reads an instant of the CSV: a civil time, or seconds since the start of the run."""
    if not text:
        return None
    if "T" in text:
        return (datetime.datetime.fromisoformat(text) - EPOCH) // datetime.timedelta(microseconds=1)
    return origin + int(Fraction(text) * 1_000_000)


def events_of_rows(rows):
    """The events that the rows of the CSV imply, as (case, visit, node, transition, instant)."""
    found = set()
    for number, row in enumerate(rows, 1):
        case, node, kind = row["case"], row["node"], row["kind"]
        instants = {}
        if kind in TASKS:
            gone = row["outcome"] in ("left", "balked")
            instants = {
                "schedule": row["enabled"],
                "start": row["start"],
                "withdraw" if gone else "complete": row["end"],
            }
        elif kind == "wait":
            instants = {"start": row["start"], "complete": row["end"]}
        elif kind in ("event", "end"):
            instants = {"complete": row["end"]}
        for transition, instant in instants.items():
            if instant is not None:
                found.add((case, number, node, transition, instant))
    return found


def events_of_xes(frame):
    instants = frame["time:timestamp"].dt.as_unit("us").astype("int64")
    return set(
        zip(
            frame["case:concept:name"],
            frame["concept:instance"].astype(int),
            frame["concept:name"],
            frame["lifecycle:transition"],
            (int(instant) for instant in instants),
        )
    )


def events_of_ocel(log):
    cases = log.relations[log.relations["ocel:qualifier"] == "case"]
    case_of = dict(zip(cases["ocel:eid"], cases["ocel:oid"]))
    frame = log.events
    instants = frame["ocel:timestamp"].dt.as_unit("us").astype("int64")
    return set(
        zip(
            (case_of[event].removeprefix("case:") for event in frame["ocel:eid"]),
            frame["visit"].astype(int),
            frame["ocel:activity"],
            frame["lifecycle"],
            (int(instant) for instant in instants),
        )
    )


def waits(events, scenario_of):
    """The waits of the tasks of each node: (scenario, node) -> list of microseconds."""
    schedule, start = {}, {}
    for case, visit, node, transition, instant in events:
        if transition == "schedule":
            schedule[visit] = (case, node, instant)
        elif transition == "start":
            start[visit] = instant
    found = defaultdict(list)
    for visit, (case, node, instant) in schedule.items():
        if visit in start:
            found[scenario_of[case], node].append(start[visit] - instant)
    return {key: sorted(values) for key, values in found.items()}


def spans(events):
    """From the first to the last event of each case, in microseconds."""
    first, last = {}, {}
    for case, _, _, _, instant in events:
        first[case] = min(first.get(case, instant), instant)
        last[case] = max(last.get(case, instant), instant)
    return {case: last[case] - first[case] for case in first}


class Check:
    def __init__(self, name):
        self.name = name
        self.failures = []
        self.numbers = 0

    def equal(self, what, found, expected):
        self.numbers += 1
        if found != expected:
            self.failures.append(f"{what}: {found} is not {expected}")

    def mean(self, what, estimate, values):
        """A mean of the JSON result in minutes against exact microseconds."""
        if not values:
            self.equal(f"{what} (nothing counted)", estimate, None)
            return
        self.numbers += 1
        exact = Fraction(sum(values), len(values))
        if estimate is None or abs(Fraction(estimate["mean"]) * MINUTE - exact) >= Fraction(1, 2):
            self.failures.append(f"{what}: {estimate} is not {float(exact / MINUTE)} min")

    def events(self, what, found, expected):
        self.numbers += len(expected)
        for kind, odd in (("lacks", expected - found), ("adds", found - expected)):
            if odd:
                self.failures.append(f"{what} {kind} {len(odd)} events, as {sorted(odd)[0]}")

    def done(self):
        for failure in self.failures[:20]:
            print(f"  {failure}")
        state = f"{len(self.failures)} differ" if self.failures else "none differs"
        print(f"{self.name}: {self.numbers} numbers compared, {state}")
        return 1 if self.failures else 0


def main(name, folder):
    check = Check(name)
    with open(f"{folder}/result", encoding="utf-8") as file:
        result = json.load(file)
    start = datetime.datetime.fromisoformat(result["period"]["from"])
    origin = (start - EPOCH) // datetime.timedelta(microseconds=1)
    with open(f"{folder}/log.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column in ("enabled", "called", "start", "end"):
            row[column] = micros(row[column], origin)
    xes = pm4py.read_xes(f"{folder}/log.xes")
    ocel = pm4py.read_ocel2(f"{folder}/log.json")

    expected = events_of_rows(rows)
    from_xes, from_ocel = events_of_xes(xes), events_of_ocel(ocel)
    check.equal("events of XES", len(xes), len(expected))
    check.equal("events of OCEL", len(ocel.events), len(expected))
    check.events("XES", from_xes, expected)
    check.events("OCEL", from_ocel, expected)

    # Waits of each node, from the rows and from each log alone.
    scenario_of = {row["case"]: row["scenario"] for row in rows}
    by_node = defaultdict(list)
    for row in rows:
        if row["kind"] in TASKS and row["start"] is not None:
            by_node[row["scenario"], row["node"]].append(row["start"] - row["enabled"])
    by_node = {key: sorted(values) for key, values in by_node.items()}
    for what, events in (("XES", from_xes), ("OCEL", from_ocel)):
        found = waits(events, scenario_of)
        check.equal(f"nodes with waits of {what}", set(found), set(by_node))
        for key, values in by_node.items():
            check.equal(f"waits at {'/'.join(key)} of {what}", found.get(key), values)

    # Spans of each case, from the rows and from each log; pm4py gives its own in seconds.
    first, last = {}, {}
    for row in rows:
        ends = [row["end"]] if row["end"] is not None else []
        begins = [row["start"]] if row["start"] is not None else []
        for instant in [row["enabled"]] + begins + ends:
            first[row["case"]] = min(first.get(row["case"], instant), instant)
            last[row["case"]] = max(last.get(row["case"], instant), instant)
    finished = {row["case"] for row in rows if row["caseOutcome"] != "inside"}
    for what, events in (("XES", from_xes), ("OCEL", from_ocel)):
        found = spans(events)
        for case in finished:
            check.equal(f"span of {case} of {what}", found.get(case), last[case] - first[case])
    own = sorted(pm4py.get_all_case_durations(xes))
    exact = sorted(spans(from_xes).values())
    check.equal("cases pm4py gives durations of", len(own), len(exact))
    for duration, span in zip(own, exact):
        check.equal("duration by pm4py", round(duration * 1_000_000), span)

    # The JSON result: mean wait of each pool, cycle times and outcomes of each scenario.
    pool_waits = defaultdict(list)
    for row in rows:
        if row["pool"] and row["start"] is not None:
            pool_waits[row["pool"]].append(row["start"] - row["enabled"])
    for pool in result["pools"]:
        check.mean(f"mean wait of {pool['id']}", pool["waitMinutes"], pool_waits[pool["id"]])
    windows = [pool["id"] for pool in result["pools"] if pool["kind"] == "window"]
    check.mean(
        "mean wait at a window",
        result["hall"]["waitMinutes"]["mean"],
        [wait for pool in windows for wait in pool_waits[pool]],
    )
    cases = xes.drop_duplicates("case:concept:name")
    for scenario in result["scenarios"]:
        mine = cases[cases["case:scenario"] == scenario["id"]]
        done = mine[mine["case:outcome"] == "done"]
        if len(done):
            cycles = done["case:ended"].dt.as_unit("us").astype("int64") - done[
                "case:created"
            ].dt.as_unit("us").astype("int64")
            cycles = [int(cycle) for cycle in cycles]
        else:
            cycles = []
        check.mean(f"cycle time of {scenario['id']}", scenario["cycleMinutes"], cycles)
        check.equal(f"cases of {scenario['id']}", len(mine), int(scenario["cases"]["mean"]))
        for outcome in ("refused", "withdrawn", "lapsed", "dispute", "lost", "abandoned"):
            count = int((mine["case:outcome"] == outcome).sum())
            check.equal(f"{outcome} of {scenario['id']}", count, int(scenario[outcome]["mean"]))
    return check.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
