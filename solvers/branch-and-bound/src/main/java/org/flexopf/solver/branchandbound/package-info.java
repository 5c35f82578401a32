/** Branch and bound over a continuous solver. */
package org.flexopf.solver.branchandbound;
