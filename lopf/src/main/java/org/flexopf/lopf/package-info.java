/** Linearised optimal power flows: {@link org.flexopf.lopf.LinDistFlow} for feeders, with or without losses. */
package org.flexopf.lopf;
