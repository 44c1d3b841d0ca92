// SPDX-License-Identifier: Apache-2.0

import TransferModel

extension FlowReader {
  /// Returns the branches of an inclusive split without those that are switched off.
  ///
  /// A branch all of whose nodes are switched off is none; the one that is taken when no other is then
  /// leads straight to the join, and stands for all others that do.
  func redirected(_ branches: [InclusiveBranch], of split: String) -> [InclusiveBranch] {
    var open: [InclusiveBranch] = []
    for var branch in branches {
      let written = branch.target.value
      branch.target = resolved(branch.target)
      let isOff = branch.target.value != written && isJoin(branch.target.value, of: split)
      if !isOff || branch.isRest { open.append(branch) }
    }
    guard let rest = open.first(where: \.isRest), isJoin(rest.target.value, of: split) else {
      return open
    }
    return open.filter { $0.isRest || $0.target.value != rest.target.value }
  }

  /// Returns the branches of an event-based gateway whose targets skip what is switched off.
  func redirected(_ branches: [WaitBranch]) -> [WaitBranch] {
    branches.map { branch in
      var branch = branch
      branch.wait.next = resolved(branch.wait.next)
      return branch
    }
  }
}
