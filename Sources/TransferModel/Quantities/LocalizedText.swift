// SPDX-License-Identifier: Apache-2.0

/// The languages that labels, tables and sheets are written in.
package enum Language: String, Sendable, CaseIterable {
  /// Simplified Chinese.
  case zh
  /// English.
  case en
}

/// A label in Chinese and English.
package struct LocalizedText: Sendable, Hashable {
  /// The Chinese label.
  package var zh: String
  /// The English label.
  package var en: String

  /// Creates a label.
  package init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// Returns the label in a language; where that one is empty, the other.
  package func text(_ language: Language) -> String {
    switch language {
    case .zh: zh.isEmpty ? en : zh
    case .en: en.isEmpty ? zh : en
    }
  }
}
