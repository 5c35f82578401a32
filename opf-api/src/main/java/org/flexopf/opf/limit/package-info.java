/** Limits of the network that may be exceeded at a price, and by how much they are. */
package org.flexopf.opf.limit;
