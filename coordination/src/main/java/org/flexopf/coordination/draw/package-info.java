/** Schemes of coordination under chance: what is asked of the draws of a study. */
package org.flexopf.coordination.draw;
