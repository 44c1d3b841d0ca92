// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Memory in large pages: a record of a long run touches much of it once, and the kernel takes as long
/// to hand out 4 KiB at a time as the run takes to fill them.
enum LargePages {
  /// Asks for large pages in a block; where the system has none, nothing changes.
  static func ask(_ block: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      _ = madvise(block.baseAddress, block.count, MADV_HUGEPAGE)
    #endif
  }
}
