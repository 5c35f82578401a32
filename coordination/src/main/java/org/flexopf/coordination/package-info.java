/**
 * A transmission network with its feeders and the flexibility that is offered in them:
 * {@link org.flexopf.coordination.TsoDsoSystem} is where to begin.
 */
package org.flexopf.coordination;
