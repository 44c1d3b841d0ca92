#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Measures whole runs of the program from scenario files: cases per CPU second, peak memory, gain of
# a second thread and, where valgrind is installed, instructions per case.
#
# Benchmarks/run.sh             builds a release and measures it
# GUOHU=path Benchmarks/run.sh  measures a binary that is there already
# RUNS=9 Benchmarks/run.sh      takes the median of nine runs instead of five
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

runs=${RUNS:-5}
if [[ -n ${GUOHU:-} ]]; then
  program=$GUOHU
else
  swift build -c release --product guohu >&2
  program=$(swift build -c release --show-bin-path)/guohu
fi
[[ -x $program ]] || { echo "no program at $program" >&2; exit 3; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Runs the program; its output goes to a file, its CPU and wall time are printed in milliseconds.
timed() {
  local TIMEFORMAT='%3U %3S %3R'
  { time "$program" "$@" --format json --quiet >"$scratch/out" 2>"$scratch/err"; } 2>"$scratch/time"
  awk '{ printf "%d %d\n", ($1 + $2) * 1000 + 0.5, $3 * 1000 + 0.5 }' "$scratch/time"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# The number of cases of the run before; a warm-up would not be counted, so there is none.
cases() { sed -n 's/^ *"arrivals": {"mean": \([0-9]*\).*/\1/p' "$scratch/out" | head -n 1; }

# The peak memory of a run in MiB; empty without GNU time.
memory() {
  /usr/bin/time -f '%M' -o "$scratch/memory" true 2>/dev/null || return 0
  /usr/bin/time -f '%M' -o "$scratch/memory" \
    "$program" "$@" --format json --quiet >/dev/null 2>&1
  awk '{ printf "%.1f", $1 / 1024 }' "$scratch/memory"
}

# Measures one workload: its name, then the arguments of the program.
measure() {
  local name=$1 times count milliseconds
  shift
  times=$(for _ in $(seq "$runs"); do timed "$@" | cut -d ' ' -f 1; done)
  count=$(cases)
  milliseconds=$(median <<<"$times")
  awk -v n="$name" -v c="$count" -v t="$milliseconds" -v m="$(memory "$@")" 'BEGIN {
    printf "%-22s %9d %8.3f %12.0f %10s\n", n, c, t / 1000, c * 1000 / t, m }'
}

one=(--replications 1 --threads 1)
packs=Benchmarks/packs
year=(simulate scenarios --config B2 --days 250 --warm-up 0)

printf '%-22s %9s %8s %12s %10s\n' workload cases 'CPU s' 'cases/CPU s' 'peak MiB'
measure 'hall-21' simulate $packs/hall-21 --config base --cases 200000 "${one[@]}"
measure 'hall-21, ten times' simulate $packs/hall-21 --config base --cases 2000000 "${one[@]}"
measure 'hall-21, recorded' simulate $packs/hall-21 --config base --cases 200000 "${one[@]}" \
  --record "$scratch/run.csv"
measure 'M/M/1' simulate $packs/mm1 --config base --cases 1000000 "${one[@]}"
measure 'M/M/20' simulate $packs/mm20 --config base --cases 1000000 "${one[@]}"
measure 'year of B2' "${year[@]}" "${one[@]}"

# Sixteen replications on one thread and on two, by the clock on the wall.
wall() {
  for _ in $(seq "$runs"); do
    timed simulate $packs/hall-21 --config base --cases 50000 --replications 16 --threads "$1" |
      cut -d ' ' -f 2
  done | median
}
printf '\n'
awk -v a="$(wall 1)" -v b="$(wall 2)" 'BEGIN {
  printf "16 replications of hall-21: %.2f s on one thread, %.2f s on two: %.2f times as fast\n",
    a / 1000, b / 1000, a / b }'

if command -v valgrind >/dev/null; then
  printf '\ninstructions\n'
  GUOHU=$program Benchmarks/instructions.sh --show
else
  echo 'valgrind is not installed: no instruction counts'
fi
