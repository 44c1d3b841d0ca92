// SPDX-License-Identifier: Apache-2.0

/// Suggestions for names that do not exist.
package enum NearestName {
  /// The longest name that is compared, in characters.
  package static let lengthLimit = 80

  /// Returns the candidate closest to a name, if one is close enough to be what was meant.
  ///
  /// Distance is that of Damerau and Levenshtein with adjacent transpositions (Damerau 1964). A
  /// candidate counts when its distance is at most a third of the longer length, at least 1. Names
  /// longer than ``lengthLimit`` have no nearest one: nobody meant them as a name.
  ///
  /// - Complexity: O(candidates × length²).
  package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().prefix(lengthLimit + 1))
    guard !wanted.isEmpty, wanted.count <= lengthLimit else { return nil }
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let offered = Array(candidate.lowercased().prefix(lengthLimit + 1))
      guard offered.count <= lengthLimit else { continue }
      let limit = max(1, max(wanted.count, offered.count) / 3)
      guard abs(wanted.count - offered.count) <= limit else { continue }
      let distance = distance(wanted, offered)
      guard distance <= limit else { continue }
      if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// Returns the clause that ends a message about an unknown name.
  ///
  /// It says "; did you mean 'x'?" where a name is near, and lists up to twelve known names
  /// where none is.
  package static func hint(for name: String, in candidates: some Sequence<String>) -> String {
    if let near = nearest(to: name, in: candidates) { return "; did you mean '\(near)'?" }
    let known = Set(candidates).sorted()
    guard !known.isEmpty else { return "; none is defined" }
    let shown = known.prefix(12).joined(separator: ", ")
    return known.count > 12
      ? "; known are \(shown), … (\(known.count) in all)" : "; known are \(shown)"
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var older: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [i]
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var value = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          value = min(value, older[j - 2] + 1)
        }
        current.append(value)
      }
      older = previous
      previous = current
    }
    return previous[b.count]
  }
}
