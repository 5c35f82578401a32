/** Sparse matrix work that several modules of the project share; not for its users, and free to change. */
package org.flexopf.internal.sparse;
