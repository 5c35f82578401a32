/**
 * What becomes of a scheme's orders in physics: devices that follow with a delay, forecasts and estimates that err,
 * automatic controls, protection, and what the fastest reserve has to make up for; and what that costs under each
 * scheme.
 */
package org.flexopf.coordination.physics;
