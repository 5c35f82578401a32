/**
 * The schemes by which operators of transmission and distribution share flexibility. Each is a
 * {@link org.flexopf.coordination.scheme.CoordinationScheme}; {@link org.flexopf.coordination.scheme.Schemes} has them
 * all by name.
 */
package org.flexopf.coordination.scheme;
