/**
 * The optimal power flow: what is asked ({@link org.flexopf.opf.problem.OpfProblem}), how it is formulated
 * ({@link org.flexopf.opf.formulation.OpfFormulation}), and what is answered ({@link org.flexopf.opf.OpfSolution}).
 */
package org.flexopf.opf;
