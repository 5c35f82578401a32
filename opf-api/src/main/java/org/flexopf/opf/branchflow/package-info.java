/** The branch-flow model: what flows into a branch at its ends, and the state that follows from its variables. */
package org.flexopf.opf.branchflow;
