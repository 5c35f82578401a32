/** Limits of the network: which a state breaks, which may be exceeded at a price, and by how much they are. */
package org.flexopf.opf.limit;
