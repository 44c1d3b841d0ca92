#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Counts the instructions of fixed runs, which hardly depend on what else the machine does, and holds
# them against the recorded ones. Seconds are never a gate.
#
# Benchmarks/instructions.sh           exit 1 where a case costs more than 2 % over the record
# Benchmarks/instructions.sh --record  records them anew, after a change that is meant
# Benchmarks/instructions.sh --show    counts and prints only
# GUOHU=path Benchmarks/instructions.sh   a binary that is there already
set -euo pipefail
export LC_ALL=C
# Hashes are seeded anew in each process, which changes the number of steps a little.
export SWIFT_DETERMINISTIC_HASHING=1
cd "$(dirname "$0")/.."

record=Benchmarks/instructions.txt
allowed=1.02
mode=${1:-}
command -v valgrind >/dev/null || { echo 'valgrind is not installed' >&2; exit 3; }
if [[ -n ${GUOHU:-} ]]; then
  program=$GUOHU
else
  swift build -c release --product guohu >&2
  program=$(swift build -c release --show-bin-path)/guohu
fi
[[ -x $program ]] || { echo "no program at $program" >&2; exit 3; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Valgrind cannot read the debug information of Swift, and 3.19 needs help with libdispatch.
strip -o "$scratch/guohu" "$program"
preload=
if clang -O1 -shared -fPIC -o "$scratch/sigsuspend.so" Benchmarks/sigsuspend.c 2>/dev/null; then
  preload=$scratch/sigsuspend.so
fi

# The instructions of one run.
instructions() {
  LD_PRELOAD=$preload valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$scratch/guohu" "$@" --replications 1 --threads 1 --format json --quiet \
    2>"$scratch/valgrind" >"$scratch/out" || { cat "$scratch/valgrind" >&2; exit 3; }
  sed -n 's/^==[0-9]*== Collected : \([0-9]*\).*/\1/p' "$scratch/valgrind"
}

# The number of cases of the run before; a warm-up would not be counted, so there is none.
cases() { sed -n 's/^ *"arrivals": {"mean": \([0-9]*\).*/\1/p' "$scratch/out" | head -n 1; }

# Counts a small and a larger run: the difference tells a case from the start-up.
count() {
  local name=$1 less=$2 more=$3 first second a b
  shift 3
  a=$(instructions "$@" "$less")
  first=$(cases)
  b=$(instructions "$@" "$more")
  second=$(cases)
  awk -v n="$name" -v a="$a" -v b="$b" -v c="$first" -v d="$second" 'BEGIN {
    each = (b - a) / (d - c)
    printf "%-10s %9.0f %7.1f\n", n, each, (a - c * each) / 1e6 }' | tee -a "$scratch/counts"
}

packs=Benchmarks/packs
printf '%-10s %9s %7s\n' workload 'a case' 'start-up, millions'
count hall-21 5000 15000 simulate $packs/hall-21 --config base --cases
count M/M/1 20000 60000 simulate $packs/mm1 --config base --cases
count M/M/20 20000 60000 simulate $packs/mm20 --config base --cases
count B2 10 30 simulate scenarios --config B2 --warm-up 0 --days

case $mode in
  --show) ;;
  --record) cp "$scratch/counts" "$record" ;;
  *)
    awk -v allowed=$allowed '
      NR == FNR { was[$1] = $2; next }
      !($1 in was) { print $1 " is not recorded" > "/dev/stderr"; failed = 1; next }
      $2 > was[$1] * allowed {
        printf "%s: %d instructions a case, %d recorded\n", $1, $2, was[$1] > "/dev/stderr"
        failed = 1
      }
      END { exit failed }' "$record" "$scratch/counts"
    ;;
esac
