/**
 * Markets that an optimal power flow clears: who offers what, the clearing with and without some participants, and what
 * a misreport earns.
 */
package org.flexopf.market;
