#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Reads event logs of the program with pm4py and holds them against the CSV and the JSON result of the
# same run: every event, the waits of every node and the cycle time of every case, to the microsecond.
#
# Tests/EventLogs/check.sh            builds the program, installs pm4py with pip and compares
# GUOHU=path Tests/EventLogs/check.sh  with a binary that is there already
# VENV=folder Tests/EventLogs/check.sh keeps pm4py there instead of in .build/pm4py
#
# Needs a network the first time. Ends with 1 where something differs, 3 where it cannot compare.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

if [[ -n ${GUOHU:-} ]]; then
  program=$GUOHU
else
  swift build -c release --product guohu >&2
  program=$(swift build -c release --show-bin-path)/guohu
fi
[[ -x $program ]] || { echo "no program at $program" >&2; exit 3; }

venv=${VENV:-.build/pm4py}
python=$venv/bin/python
if [[ ! -x $python ]]; then
  python3 -m venv "$venv" || { echo "python3 cannot make a virtual environment" >&2; exit 3; }
fi
if ! "$python" -m pip install --quiet --disable-pip-version-check \
  --requirement Tests/EventLogs/requirements.txt; then
  echo "pip cannot install $(<Tests/EventLogs/requirements.txt)" >&2
  exit 3
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Records one run in all three forms and compares them: a name, then the arguments of simulate.
compare() {
  local name=$1 form
  shift
  for form in csv xes json; do
    "$program" simulate "$@" --warm-up 0 --replications 1 --quiet --format json \
      --out "$scratch/result" --record "$scratch/log.$form" || exit 3
  done
  "$python" Tests/EventLogs/compare.py "$name" "$scratch"
}

# The comparison is not blind: an event of the last run that lies a microsecond off is found.
plant() {
  local log=$scratch/$1 from=$2 to=$3
  cp "$log" "$log.kept"
  sed -i "0,/$from/s//$to/" "$log"
  if cmp --silent "$log" "$log.kept"; then
    echo "no $from in $1 to change" >&2
    exit 3
  fi
  if "$python" Tests/EventLogs/compare.py "a microsecond off in $1" "$scratch"; then
    echo "a planted microsecond in $1 was not found"
    failed=1
  else
    echo '  as planted'
  fi
  mv "$log.kept" "$log"
}

packs=Tests/PlanningTests/Packs
failed=0
compare 'joint hall B2, 4 days' scenarios --config B2 --days 4 || failed=1
compare 'queue people leave, a day' "$packs/patience" --config base --days 1 || failed=1
compare 'parallel reviews' "$packs/join" --config base --days 1 || failed=1
compare 'two reviewers with numbers' "$packs/four-eyes" --config base --days 1 || failed=1
plant log.xes '\.000000+00:00"\/><string key="org' '.000001+00:00"\/><string key="org'
plant log.json '\.000000+00:00", "attributes"' '.000001+00:00", "attributes"'
exit "$failed"
