/**
 * What a feeder can offer the grid above it at its interface, and at what price: price-quantity curves whose points are
 * green, orange or red, as the feeder bears them as they are, with reactive support, or not at all; and a year of them.
 */
package org.flexopf.coordination.region;
