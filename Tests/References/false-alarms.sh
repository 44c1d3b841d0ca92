#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Measures the gate itself: how many reruns with other random numbers raise an alarm although nothing
# changed, and whether a service time that is 10 % longer is caught.
#
# Tests/References/false-alarms.sh            100 reruns of every configuration
# RERUNS=10 CONFIG=B2 Tests/References/…      ten reruns of one
# GUOHU=path Tests/References/…               with a binary that is there already
#
# Fails where more than 5 % of the reruns alarm, or the longer time passes.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

reruns=${RERUNS:-100}
[[ $reruns =~ ^[1-9][0-9]*$ ]] || { echo "RERUNS is a count from 1 up, not '$reruns'" >&2; exit 2; }
if [[ -n ${CONFIG:-} ]]; then configurations=($CONFIG); else configurations=(B0 B1 B2 B3); fi
if [[ -n ${GUOHU:-} ]]; then
  program=$GUOHU
else
  swift build -c release --product guohu >&2
  program=$(swift build -c release --show-bin-path)/guohu
fi
[[ -x $program ]] || { echo "no program at $program" >&2; exit 3; }
report=$(mktemp)
trap 'rm -f "$report"' EXIT

# Runs the gate of a configuration; 0 passed, 1 alarm, anything else ends the script.
gate() {
  local configuration=$1 code=0
  shift
  "$program" gate scenarios --config "$configuration" \
    --reference "Tests/References/$configuration.json" --quiet "$@" >"$report" || code=$?
  if ((code > 1)); then
    echo "the gate of $configuration ended with $code" >&2
    exit 3
  fi
  return "$code"
}

failed=0
limit=$(((reruns * 5 + 99) / 100))
for configuration in "${configurations[@]}"; do
  alarms=0
  # References have seed 1 and the gate takes seed 2.
  for seed in $(seq 1001 $((1000 + reruns))); do
    if ! gate "$configuration" --seed "$seed"; then
      alarms=$((alarms + 1))
      sed -n '3,/numbers tested/p' "$report" | sed '$d; s/^/  /'
    fi
  done
  echo "$configuration: $alarms of $reruns reruns raised a false alarm, at most $limit may"
  ((alarms <= limit)) || failed=1

  # Acceptance, at the window where most cases of the configuration are accepted.
  case $configuration in
    B0 | B1) slower='steps.A07.time=triangular(13.2, 24.2, 49.5) min' ;;
    *) slower='steps.T03.time=triangular(16.5, 26.4, 55) min' ;;
  esac
  if gate "$configuration" --set "$slower"; then
    echo "$configuration: a tenth more service time ($slower) was not caught"
    failed=1
  else
    echo "$configuration: a tenth more service time ($slower) was caught by" \
      "$(grep -c '%' "$report" || true) numbers"
  fi
done
exit "$failed"
