/**
 * Affine-in-cone modelling: formulations name their variables and rows by {@link org.flexopf.model.Family} and element,
 * and the {@link org.flexopf.model.ProgramBuilder} lowers them to a {@link org.flexopf.program.ConicProgram} and keeps
 * the way back.
 */
package org.flexopf.model;
