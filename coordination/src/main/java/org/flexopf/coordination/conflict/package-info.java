/**
 * Conflicts between a transmission system operator (TSO) and distribution system operators (DSO) that use the same
 * flexibility: which there are, what they are in words, how a policy resolves them, and who pays.
 */
package org.flexopf.coordination.conflict;
