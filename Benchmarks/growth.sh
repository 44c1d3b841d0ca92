#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Measures how the cost of a case grows with cases, windows, scenarios, live cases and replications,
# and draws it.
#
# Benchmarks/growth.sh                 prints the table and writes docs/performance-growth.svg
# GUOHU=path RUNS=9 Benchmarks/growth.sh other.svg   a binary that is there, more runs, another file
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

runs=${RUNS:-5}
picture=${1:-docs/performance-growth.svg}
if [[ -n ${GUOHU:-} ]]; then
  program=$GUOHU
else
  swift build -c release --product guohu >&2
  program=$(swift build -c release --show-bin-path)/guohu
fi
[[ -x $program ]] || { echo "no program at $program" >&2; exit 3; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Writes a pack: folder, servers, rate, number of scenarios, time between arrival and service.
pack() {
  local folder=$scratch/$1 servers=$2 rate=$3 scenarios=$4 delay=$5 wait= mix= id
  mkdir -p "$folder/hall"
  if [[ $delay != none ]]; then
    wait="  pass: {wait: \"$delay\", next: serve}"$'\n'
  fi
  for ((id = 1; id <= scenarios; id++)); do
    mix+="${mix:+, }c$id: 1"
    printf '%s\n' "scenario: c$id" 'source: assumed:benchmark' 'flow:' >"$folder/c$id.yaml"
    printf '%s' "$wait" >>"$folder/c$id.yaml"
    printf '%s\n' \
      '  serve: {task: window, pool: servers, time: exponential(mean 1) min, next: done}' \
      '  done: {end: done}' >>"$folder/c$id.yaml"
  done
  cat >"$folder/hall/hall.yaml" <<YAML
source: assumed:benchmark
calendar: always
pools: {servers: {servers: $servers}}
streams: {arrivals: {rate: $rate per d, mix: {$mix}}}
configurations: {base: {flows: only}}
study: {from: 2021-03-01, days: 50}
YAML
}

# CPU milliseconds of a run, the least of several: what disturbs a run only adds to it.
least() {
  local TIMEFORMAT='%3U %3S' run
  for ((run = 0; run < runs; run++)); do
    { time "$program" simulate "$@" --config base --threads 1 --format json --quiet \
      >/dev/null 2>"$scratch/err"; } 2>"$scratch/time" || { cat "$scratch/err" >&2; exit 3; }
    cat "$scratch/time"
  done | awk '{ t = ($1 + $2) * 1000; if (NR == 1 || t < least) least = t } END { print least }'
}

# Prints a point of a series: series, place on the axis, nanoseconds a case without the start.
point() {
  local series=$1 x=$2 folder=$3 cases=$4 replications=${5:-1}
  local start whole
  start=$(least "$scratch/$folder" --cases 1 --replications 1)
  whole=$(least "$scratch/$folder" --cases "$cases" --replications "$replications")
  awk -v s="$series" -v x="$x" -v a="$start" -v b="$whole" -v n="$((cases * replications))" \
    'BEGIN { printf "%s %d %.1f\n", s, x, (b - a) * 1e6 / n }' | tee -a "$scratch/points"
}

printf '%-14s %9s %9s\n' series x 'ns a case'
pack base 20 25920 1 none
for cases in 30000 100000 300000 1000000 3000000; do point cases $cases base $cases; done
for servers in 1 10 100 1000 5000; do
  pack "windows-$servers" $servers $((servers * 1296)) 1 none
  point windows $servers "windows-$servers" 500000
done
for scenarios in 1 10 100 400; do
  pack "scenarios-$scenarios" 20 25920 $scenarios none
  point scenarios $scenarios "scenarios-$scenarios" 500000
done
# Cases wait so long before they are served that so many are on their way at once.
for live in 10 100 1000 10000 100000; do
  pack "live-$live" 20 25920 1 "exponential(mean $(awk -v n=$live 'BEGIN { printf "%.4f", n / 18 }')) min"
  point live-cases $live "live-$live" 1000000
done
for replications in 1 4 16 64; do point replications $replications base 20000 $replications; done

Benchmarks/growth.awk "$scratch/points" >"$picture"
echo "written: $picture" >&2
