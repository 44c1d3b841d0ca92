// SPDX-License-Identifier: Apache-2.0

/// A place on the drawing in points; x grows to the right, y grows upwards, the root is at 0, 0.
package struct Point: Sendable, Hashable {
  /// The distance to the right of the root's centre.
  package var x: Double
  /// The distance above the root's centre.
  package var y: Double

  /// Creates a point.
  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// An upright rectangle on the drawing, in points.
package struct Box: Sendable, Hashable {
  /// The middle of the rectangle.
  package var centre: Point
  /// The extent from left to right.
  package var width: Double
  /// The extent from bottom to top.
  package var height: Double

  /// Creates a rectangle around a centre.
  package init(centre: Point, width: Double, height: Double) {
    self.centre = centre
    self.width = width
    self.height = height
  }

  /// The left edge.
  package var minX: Double { centre.x - width / 2 }
  /// The right edge.
  package var maxX: Double { centre.x + width / 2 }
  /// The lower edge.
  package var minY: Double { centre.y - height / 2 }
  /// The upper edge.
  package var maxY: Double { centre.y + height / 2 }

  /// Tells whether two rectangles share more than an edge.
  package func overlaps(_ other: Box) -> Bool {
    let slack = 0.001
    return minX < other.maxX - slack && other.minX < maxX - slack
      && minY < other.maxY - slack && other.minY < maxY - slack
  }

  /// Tells whether another rectangle lies within this one.
  package func contains(_ other: Box) -> Bool {
    let slack = 0.001
    return other.minX >= minX - slack && other.maxX <= maxX + slack
      && other.minY >= minY - slack && other.maxY <= maxY + slack
  }
}
