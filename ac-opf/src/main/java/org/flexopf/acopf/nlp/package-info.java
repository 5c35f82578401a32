/**
 * Nonlinear programs with sparse exact derivatives, and a primal-dual interior-point method that solves them locally.
 */
package org.flexopf.acopf.nlp;
