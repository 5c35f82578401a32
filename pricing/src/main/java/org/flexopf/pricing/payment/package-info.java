/**
 * Who is paid what: a cleared market as payment rules see it, the rules, and the figures of a settlement. Nothing here
 * solves an optimal power flow.
 */
package org.flexopf.pricing.payment;
