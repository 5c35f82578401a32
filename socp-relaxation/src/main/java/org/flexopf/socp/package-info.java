/** The branch-flow relaxation of the AC optimal power flow, and the report on whether its answer is exact. */
package org.flexopf.socp;
