/**
 * Prices of plans over a horizon with yes/no decisions, and what they mean for everybody: lost opportunities,
 * make-whole payments, convex-hull prices, and VCG.
 */
package org.flexopf.pricing.plan;
