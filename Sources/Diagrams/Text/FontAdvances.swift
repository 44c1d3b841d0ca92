// SPDX-License-Identifier: Apache-2.0

/// How wide the glyphs of Noto Sans CJK SC are, so that text is measured without a font file.
///
/// The unit is a thousandth of the type size (an em). Every ideograph and every full-width mark
/// takes 1000. The numbers are facts read from the font, regular and bold.
enum FontAdvances {
  /// The advance of an ideograph.
  static let ideograph = 1000

  /// The advances of U+0020 to U+007E in the regular weight.
  static let regular: [Int] = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392,
    555, 555, 555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474,
    946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742,
    633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559,
    606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606,
    620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
  ]

  /// The advances of U+0020 to U+007E in the bold weight.
  static let bold: [Int] = [
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387,
    590, 590, 590, 590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514,
    1007, 641, 681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853, 749, 770,
    667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590, 567,
    626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626,
    644, 644, 436, 495, 421, 637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
  ]

  /// Returns the advance of one scalar in thousandths of an em.
  ///
  /// What the font does not have is drawn from another font or as a box with its number in it. The
  /// values for these are upper bounds, so that no text leaves its cell.
  static func advance(of scalar: Unicode.Scalar, weight: Typography.Weight) -> Int {
    switch scalar.value {
    case 0x20...0x7E:
      let index = Int(scalar.value) - 0x20
      return weight == .bold ? bold[index] : regular[index]
    case 0x2013: return weight == .bold ? 544 : 536
    case 0x2014: return weight == .bold ? 908 : 894
    case 0x2E3A: return 2 * ideograph
    case 0x2E3B: return 3 * ideograph
    case 0x00A0...0x052F, 0x1E00...0x2BFF, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE10...0xFE6F, 0xFF00...0xFFEF:
      return ideograph
    case 0x10000...: return 1800
    default: return 1300
    }
  }
}
