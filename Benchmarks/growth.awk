#!/usr/bin/awk -f
# SPDX-License-Identifier: Apache-2.0
#
# Draws the points of growth.sh as small plots side by side: nanoseconds a case over the logarithm
# of what grows, all on one scale.

function px(log10x) { return left + (log10x - low[s]) / (high[s] - low[s]) * width }
function py(y) { return top + height - y / most * height }
function log10(x) { return log(x) / log(10) }

{
  if (!($1 in count)) order[++seriesCount] = $1
  i = ++count[$1]
  x[$1, i] = log10($2)
  label[$1, i] = $2
  y[$1, i] = $3
  if ($3 > greatest) greatest = $3
}

END {
  width = 150; height = 150; top = 34; gap = 44
  step = 50
  while (greatest / step > 6) step *= 2
  most = step * (int(greatest / step) + 1)
  total = 56 + seriesCount * (width + gap)
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"250\" ", total
  printf "viewBox=\"0 0 %d 250\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\">\n", total
  print "<title>Cost of a case</title>"
  print "<desc>Nanoseconds of processor time a case, over cases, windows, scenarios, live cases " \
    "and replications, each on a logarithmic axis.</desc>"
  printf "<rect width=\"%d\" height=\"250\" fill=\"#ffffff\"/>\n", total
  print "<text x=\"8\" y=\"16\" fill=\"#333333\">ns of CPU time a case</text>"
  for (p = 1; p <= seriesCount; p++) {
    s = order[p]
    left = 56 + (p - 1) * (width + gap)
    low[s] = x[s, 1]; high[s] = x[s, count[s]]
    for (tick = 0; tick <= most; tick += step) {
      printf "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>\n", \
        left, py(tick), left + width, py(tick)
      printf "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#555555\">%d</text>\n", \
        left - 5, py(tick) + 4, tick
    }
    path = ""
    for (i = 1; i <= count[s]; i++) {
      path = path sprintf("%s%.1f,%.1f", i > 1 ? " " : "", px(x[s, i]), py(y[s, i]))
      printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#1f5fa8\"/>\n", px(x[s, i]), py(y[s, i])
      printf "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#555555\">%s</text>\n", \
        px(x[s, i]), top + height + 16, short(label[s, i])
    }
    printf "<polyline points=\"%s\" fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"1.5\"/>\n", path
    name = s
    gsub("-", " ", name)
    printf "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#333333\">%s</text>\n", \
      left + width / 2, top + height + 36, name
  }
  print "</svg>"
}

function short(n) {
  if (n >= 1000000) return n / 1000000 " M"
  if (n >= 1000) return n / 1000 " k"
  return n
}
