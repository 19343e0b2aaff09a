#!/usr/bin/env bash
# The search beside `fzf --filter` on the same 100,000 lines in one run: prints both, and the ratio of the medians.
# Needs fzf; its time includes reading the lines, as it does for a person who pipes them in.
set -euo pipefail
cd "$(dirname "$0")/.."
lines=$(mktemp)
trap 'rm -f "$lines"' EXIT
ours=$(cargo bench --quiet --bench search -- --lines "$lines")
printf '%s\n' "$ours"
times=()
for query in 政策解读 招商引资 公开平台 招引资 低保 zcjd zhengcejiedu z zhengc 政; do
  for _ in 1 2 3; do
    began=$(date +%s%N)
    fzf --filter "$query" <"$lines" >/dev/null || true
    times+=($((($(date +%s%N) - began) / 1000)))
  done
done
median=$(printf '%s\n' "${times[@]}" | sort -n | sed -n "$((${#times[@]} / 2))p")
echo "fzf --filter: ${#times[@]} runs, median $((median / 1000)).$((median % 1000 / 100)) ms"
printf '%s\n' "$ours" | sed -n '/^100000/,$p' | awk -v fzf="$median" '/median/ {
  for (at = 1; at <= NF; at++) { if ($at == "median") middle = $(at + 1); if ($at == "worst") worst = $(at + 1) }
  split($0, kind, ":"); printf "%s: fzf is %.1f times as long as the median, %.1f times the worst\n", kind[1], fzf / 1000 / middle, fzf / 1000 / worst
}'
