#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Measures the intervals themselves: how many of a thousand experiments, each with random numbers of
# its own, cover what theory knows of M/M/1 at load 0.5, whose customers wait a minute on average.
#
# Tests/References/interval-coverage.sh                 1000 experiments of each kind
# EXPERIMENTS=100 Tests/References/interval-coverage.sh  fewer; the bounds widen by themselves
# GUOHU=path Tests/References/…                          with a binary that is there already
#
# Fails where less than 93 % or more than 97 % are covered, give or take four standard deviations of
# the experiments beyond a thousand, and where a run too short for its batches is not refused.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

experiments=${EXPERIMENTS:-1000}
[[ $experiments =~ ^[1-9][0-9]*$ ]] || {
  echo "EXPERIMENTS is a count from 1 up, not '$experiments'" >&2
  exit 2
}
if [[ -n ${GUOHU:-} ]]; then
  program=$GUOHU
else
  swift build -c release --product guohu >&2
  program=$(swift build -c release --show-bin-path)/guohu
fi
[[ -x $program ]] || { echo "no program at $program" >&2; exit 3; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
queue=(simulate Benchmarks/packs/mm1 --config base --set 'streams.arrivals.rate=0.5 per min'
  --format csv --quiet --threads 1)

# Prints low and high of the mean wait of the hall; nothing where there is no interval.
interval() {
  local code=0
  "$program" "${queue[@]}" "$@" >"$scratch/csv" 2>"$scratch/errors" || code=$?
  # 1 is a refusal of batches that correlate.
  ((code <= 1)) || { cat "$scratch/errors" >&2; exit 3; }
  awk -F, '$2 == "hall" && $4 == "waitMinutes" && $6 != "" { print $6, $7 }' "$scratch/csv"
}

failed=0
# Counts the experiments that cover one minute, of those with an interval.
measure() {
  local name=$1 seed
  shift
  for seed in $(seq 1 "$experiments"); do interval --seed "$seed" "$@"; done |
    awk -v name="$name" -v all="$experiments" '
      { n++; if ($1 <= 1 && 1 <= $2) covered++ }
      END {
        share = n ? covered / n : 0
        # Four standard deviations, of which a thousand experiments have 2.8 % in the 2 % allowed.
        slack = n && n < 1000 ? 4 * sqrt(0.05 * 0.95 / n) - 4 * sqrt(0.05 * 0.95 / 1000) : 0
        printf "%s: %d of %d intervals cover, %.1f %%; %d experiments refused\n",
          name, covered, n, 100 * share, all - n
        exit !(n * 2 > all && share >= 0.93 - slack && share <= 0.97 + slack) }' || failed=1
}

measure '10 replications of 114 h' --days 5 --warm-up '6 h' --replications 10
measure '20 batches of 96 h, of one run' --days 81 --warm-up 1 --batch-means 20

# One run at load 0.9, cut into batches of an hour, must be refused nearly always.
refused=0
rounds=$(((experiments + 9) / 10))
for seed in $(seq 1 "$rounds"); do
  bounds=$(interval --seed "$seed" --set 'streams.arrivals.rate=0.9 per min' \
    --days 2 --batch-means 48)
  [[ -n $bounds ]] || refused=$((refused + 1))
done
echo "batches of an hour at load 0.9: $refused of $rounds refused"
((refused * 10 >= rounds * 9)) || failed=1
exit "$failed"
