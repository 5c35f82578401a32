/**
 * The families of variables and limits that the formulations of an optimal power flow share: what a column or row
 * means, in which unit, and for which kind of element.
 */
package org.flexopf.opf.family;
