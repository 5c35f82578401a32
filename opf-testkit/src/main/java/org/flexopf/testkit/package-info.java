/**
 * The testkit. A solver opts in to its contract with one line, {@code class MySolverContractTest extends
 * SolverContract}; see {@link org.flexopf.testkit.SolverContract}.
 */
package org.flexopf.testkit;
