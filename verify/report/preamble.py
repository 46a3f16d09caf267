"""The TeX before the claims: the macros that a paper cites with, and those of the document."""

MACROS = r"""% Made by `python -m verify` from its ledger: do not edit.
% \input this file after \usepackage{amsmath}; then
%   \amclaim{id}    displays the claim with its hypotheses, its id and its verdict,
%   \amformula{id}  is its formula, for math mode,
%   \amverdict{id}  is its verdict with the level.
\makeatletter
\providecommand{\mathbb}[1]{\mathbf{#1}}
\@ifundefined{am@box}{\newbox\am@box}{}
\def\am@get#1#2{\@ifundefined{am@#1@\detokenize{#2}}{\am@unknown{#2}}{\@nameuse{am@#1@\detokenize{#2}}}}
\def\am@unknown#1{\PackageError{amclaims}{There is no claim `\detokenize{#1}'}%
  {The ids are those of the ledger; claims.tex has one \string\amdefine\space for each.}}
% id, place in the paper, formula, domain, verdict, level, ids of the repairs
\def\amdefine#1#2#3#4#5#6#7{\@namedef{am@cites@\detokenize{#1}}{#2}\@namedef{am@formula@\detokenize{#1}}{#3}%
  \@namedef{am@domain@\detokenize{#1}}{#4}\@namedef{am@word@\detokenize{#1}}{#5}%
  \@namedef{am@level@\detokenize{#1}}{#6}\@namedef{am@repairs@\detokenize{#1}}{#7}}
\@namedef{am@paint@holds}#1{\textcolor[rgb]{.05,.42,.22}{#1}}
\@namedef{am@paint@fails}#1{\textcolor[rgb]{.72,.08,.10}{#1}}
\@namedef{am@paint@mixed}#1{\textcolor[rgb]{.72,.08,.10}{#1}}
\@namedef{am@paint@contradiction}#1{\textcolor[rgb]{.72,.08,.10}{#1}}
\@namedef{am@paint@open}#1{\textcolor[rgb]{.60,.38,.00}{#1}}
\@namedef{am@paint@measured}#1{\textcolor[rgb]{.10,.28,.60}{#1}}
\@namedef{am@paint@measured, agrees}#1{\textcolor[rgb]{.10,.28,.60}{#1}}
\@namedef{am@paint@measured, disagrees}#1{\textcolor[rgb]{.72,.08,.10}{#1}}
\DeclareRobustCommand{\ampaint}[2]{%
  \@ifundefined{textcolor}{#2}{\@ifundefined{am@paint@#1}{#2}{\@nameuse{am@paint@#1}{#2}}}}
\DeclareRobustCommand{\amword}[1]{\ampaint{#1}{\textbf{#1}}}
\DeclareRobustCommand{\amlevel}[1]{\if\relax\detokenize{#1}\relax\else\ (#1)\fi}
\DeclareRobustCommand{\amformula}[1]{\am@get{formula}{#1}}
\DeclareRobustCommand{\amverdict}[1]{\@ifundefined{am@word@\detokenize{#1}}{\am@unknown{#1}}{%
  \edef\am@now{{\@nameuse{am@word@\detokenize{#1}}}}\expandafter\amword\am@now
  \edef\am@now{{\@nameuse{am@level@\detokenize{#1}}}}\expandafter\amlevel\am@now}}
% A display that may end its lines before a relation or a sign where it is wider than the page.
\DeclareRobustCommand{\amdisplay}[1]{\setbox\am@box\hbox{$\displaystyle#1$}%
  \ifdim\wd\am@box>\linewidth
    \begin{trivlist}\item\relax\raggedright\hangindent=2em\hangafter=1\relpenalty=10000\binoppenalty=10000
    $\displaystyle#1$\end{trivlist}%
  \else\[#1\]\fi}
\DeclareRobustCommand{\amclaim}[1]{\@ifundefined{am@formula@\detokenize{#1}}{\am@unknown{#1}}{%
  \amdisplay{\amformula{#1}}%
  \begin{trivlist}\setlength{\topsep}{0pt}\item\relax\centering\footnotesize
  \am@get{cites}{#1}\am@after{: }{domain}{#1}{}.\\
  \texttt{\detokenize{#1}}: \amverdict{#1}\am@after{; repaired by }{repairs}{#1}{\am@ids}\end{trivlist}}}
% #1, then the text of the claim through #4, where there is any
\def\am@after#1#2#3#4{\expandafter\let\expandafter\am@now\csname am@#2@\detokenize{#3}\endcsname
  \ifx\am@now\@empty\else#1\expandafter\am@through\expandafter{\am@now}{#4}\fi}
\def\am@through#1#2{#2{#1}}
\def\am@ids#1{\texttt{\detokenize{#1}}}
"""

DOCUMENT = r"""% Made by `python -m verify` from its ledger: do not edit.
\documentclass[a4paper,10pt]{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern,textcomp}
\usepackage{amsmath,amssymb}
\usepackage[margin=25mm]{geometry}
\usepackage{microtype,xcolor,booktabs,longtable,multicol}
\usepackage[hidelinks,bookmarksnumbered]{hyperref}
\input{claims.tex}
\makeatletter
\newcounter{amitem}
\def\am@state@fails{ (fails)}
% Verdicts differ in word, mark and rule, and in colour besides.
\@namedef{am@mark@holds}{$\checkmark$}
\@namedef{am@mark@fails}{$\times$}
\@namedef{am@mark@mixed}{$\pm$}
\@namedef{am@mark@contradiction}{$\times$}
\@namedef{am@mark@open}{?}
\@namedef{am@mark@measured}{$\approx$}
\@namedef{am@mark@measured, agrees}{$\approx$}
\@namedef{am@mark@measured, disagrees}{$\not\approx$}
\newcommand{\ammark}[1]{\ampaint{#1}{\hbox to 1em{\@nameuse{am@mark@#1}\hss}}}
\newcommand{\am@dashes}[2]{\lower\dp\am@statement\vbox to\dimexpr\ht\am@statement+\dp\am@statement\relax{%
  \cleaders\vbox to #2{\hrule width 2pt height #1\vfil}\vfil}}
\newcommand{\am@line}[1]{\vrule width #1 height\ht\am@statement depth\dp\am@statement}
\@namedef{am@rule@holds}{\am@line{2pt}}
\@namedef{am@rule@fails}{\am@line{.7pt}\hskip 1.5pt\am@line{.7pt}}
\expandafter\let\csname am@rule@contradiction\expandafter\endcsname\csname am@rule@fails\endcsname
\@namedef{am@rule@open}{\am@dashes{4pt}{7pt}}
\@namedef{am@rule@measured}{\am@dashes{1.4pt}{3.4pt}}
\@namedef{am@rule@measured, agrees}{\am@dashes{1.4pt}{3.4pt}}
\@namedef{am@rule@measured, disagrees}{\am@dashes{1.4pt}{3.4pt}}
\newsavebox\am@statement
% verdict, name, note, level, id; the statement, which is not split between pages
\newenvironment{amitem}[5]{\par\addvspace{14pt plus 4pt}\def\am@verdict{#1}%
  \setbox\am@statement\hbox\bgroup\begin{minipage}[b]{\dimexpr\linewidth-8pt\relax}%
  {\raggedright\refstepcounter{amitem}\label{#5}\textbf{#2~\theamitem\@nameuse{am@state@#1}}\ (#3)%
   \hspace*{0pt plus 1fill}\mbox{\ammark{#1}\amword{#1}\amlevel{#4}}\parfillskip=0pt\par}\nobreak\smallskip
  \postdisplaypenalty=10000 \@endparpenalty=10000 \abovedisplayskip=5pt plus 2pt\abovedisplayshortskip=3pt plus 2pt
  \belowdisplayskip=2pt plus 2pt\belowdisplayshortskip=2pt plus 2pt\noindent\ignorespaces}{\par\end{minipage}\egroup
  \noindent\hbox to 8pt{\ampaint{\am@verdict}{\@nameuse{am@rule@\am@verdict}}\hss}\box\am@statement
  \par\nobreak\smallskip}
\newcommand{\amnote}[2]{\par\smallskip\noindent\hangindent=1.5em\hangafter=1
  {\small\rightskip=0pt plus 1fil\textbf{#1.}\enspace#2\par}}
\newdimen\am@base \newdimen\am@col \newbox\am@start
\newenvironment{amproof}[1]{\par\smallskip\noindent\textit{#1}\par\nobreak\small\am@base=1em
  \setlength{\parskip}{1.5pt plus 1pt}}{\par}
\newcommand{\amqed}{\enspace\textcolor{black}{$\square$}}
\newenvironment{aminner}{\par\footnotesize\advance\am@base by 2.2em}{\par}
\newcommand{\am@math}[1]{\relpenalty=10000\binoppenalty=10000 $\displaystyle#1$}
% Where a chain starts: beside its first step, or on a line of its own where it is long.
\newcommand{\amstart}[2]{\par\setbox\am@start\hbox{\if\relax#1\relax\else\textit{#1}\enspace\fi$\displaystyle#2$}%
  \ifdim\wd\am@start<.36\linewidth
    \am@col=\dimexpr\am@base+\wd\am@start\relax
  \else
    {\leftskip=\dimexpr\am@base+1em\relax\rightskip=0pt plus 1fil\noindent\hskip-1em
     \if\relax#1\relax\else\textit{#1}\enspace\fi\am@math{#2}\par}\nobreak
    \setbox\am@start\box\voidb@x\am@col=\dimexpr\am@base+1em\relax
  \fi}
% relation, right-hand side, rule
\newcommand{\amstep}[3]{\par{\leftskip=\dimexpr\am@col+1.9em\relax\rightskip=0pt plus 1fil\noindent
  \llap{\ifvoid\am@start\else\box\am@start\fi\hbox to 1.9em{\hss$#1$\hss}}\am@math{#2}%
  \unskip\nobreak\hfill\penalty50\hskip2em\hbox{}\nobreak\hfill{\footnotesize\color{black!65}#3}%
  \parfillskip=0pt\finalhyphendemerits=0\par}}
% Curves are strokes of PDF, in big points from where they are put: LaTeX by itself draws no slanted dashes.
\@namedef{am@stroke@1}{0 0 0 RG [] 0 d}
\@namedef{am@stroke@2}{.72 .08 .10 RG [5 2.5] 0 d}
\@namedef{am@stroke@3}{.10 .28 .60 RG 1 J 1.4 w [0 2.8] 0 d}
\@namedef{am@stroke@4}{.05 .42 .22 RG [7 2 1.5 2] 0 d}
\newcommand{\amcurve}[2]{\pdfliteral{q 1 j 1 w \@nameuse{am@stroke@#1} #2 S Q}}
\newcommand{\ambars}[1]{\pdfliteral{q .8 w #1 S Q}}
\newcommand{\amzero}[1]{\pdfliteral{q .3 w .6 G #1 S Q}}
\newcommand{\amkey}[2]{\mbox{\begin{picture}(26,6)\put(0,2.5){\amcurve{#1}{0 0 m 24 0 l}}\end{picture}~}#2\qquad}
\newcommand{\amfigure}[2]{\par\smallskip\noindent\begin{minipage}{\linewidth}\centering\footnotesize
  \setlength{\unitlength}{1bp}#1\\#2\unskip\end{minipage}\par\nobreak}
% columns of values, the row of heads, the rows
\newcommand{\amtable}[3]{\par\nobreak\smallskip\noindent\begin{minipage}{\linewidth}\centering\footnotesize
  \def\amhead##1{\parbox[b]{\dimexpr.84\linewidth/#1-2\tabcolsep\relax}{\centering##1}}%
  \begin{tabular}{@{}l*{#1}{c}@{}}\toprule#2\\\midrule#3\bottomrule\end{tabular}\end{minipage}\par\nobreak}
\newcommand{\amencoded}[1]{\noindent As encoded: {\raggedright\small\texttt{#1}\par}\nobreak}
\newcommand{\amprinted}[1]{{\raggedright\noindent The printed statement: #1.\par}\nobreak}
\newcommand{\amid}[1]{\nobreak\noindent{\raggedleft\footnotesize\color{black!65}#1\par}\nobreak}
\newcommand{\amhead}[2]{\parbox[b]{#1\linewidth}{\raggedleft\small#2}}
\newenvironment{amsymbols}{\small\setlength{\LTleft}{0pt}\begin{longtable}{@{}p{.12\linewidth}p{.84\linewidth}@{}}}%
  {\end{longtable}}
\newcommand{\amsymbol}[2]{$#1$ & \raggedright #2 \tabularnewline}
\newcommand{\amquantity}[2]{\par\addvspace{4pt plus 2pt}{\rightskip=0pt plus 1fil\hangindent=2em\hangafter=1\noindent
  \am@math{#1}\par}\nobreak{\small\leftskip=2em\rightskip=0pt plus 1fil\noindent\color{black!75}#2\par}}
\newenvironment{amindex}{\clearpage\begin{multicols}{2}[\section{Index of labels}]\footnotesize\raggedright}%
  {\end{multicols}}
\newcommand{\amsource}[1]{\par\medskip{\normalsize\textbf{#1}\par}\nobreak}
\newcommand{\amlabel}[1]{\par\addvspace{3pt plus 1pt}\textbf{#1}\par\nobreak}
% id, its last part, verdict
\newcommand{\amentry}[3]{{\leftskip=2.6em\rightskip=1.6em plus 4em\tolerance=9999\parfillskip=-1.6em\hskip-2.6em
  \hbox to 2.6em{\ref{#1}\hfil}#2\enspace\nobreak\dotfill\nobreak\enspace
  \mbox{\ammark{#3}\amword{#3}}\nobreak\hbox to 2.4em{\hfil\pageref{#1}}\par}}
\newcommand{\amrepair}[1]{$\displaystyle\relpenalty=10000\binoppenalty=10000 \am@get{formula}{#1}$,
  \am@get{domain}{#1}}
\makeatother
"""

INTRODUCTION = r"""\setlength{\parindent}{0pt}\emergencystretch=3em\hfuzz=.5pt
\title{Statements on associative memories, checked}
\author{}
\date{}
\begin{document}
\maketitle
\section*{How to read this}
\pdfbookmark{How to read this}{how}
Each claim has a verdict. It \amword{holds} if it is derived: a chain of steps, printed with the rule of
each, that a small program has replayed for all sizes and all values in its scope. It \amword{fails} if
there is a counterexample, printed with its numbers; one is enough; an order of growth, $O$, $\Theta$ or $\sim$, where
a derived bound leaves it no constants. Otherwise it is \amword{open}. The
level says on what a verdict rests: \emph{derived}, as above; \emph{enclosed}, by ball arithmetic on a
whole box; \emph{pointwise}, certified at many configurations, none of which violates it;
\emph{standard}, a fact of the literature that is cited and not derived, as every claim that rests on it
says. Only a derivation makes a statement hold for all values; boxes and configurations are evidence. A
sentence that says nothing which could be true or false is open, with the reason. What an experiment says is
\amword{measured}: the median over documents or seeds, with an interval that supposes no distribution, beside what the
paper predicts, if it predicts anything, which it meets or not. A statement that fails points at forms of it that hold.
An index $i$, $j$, $p$ or $q$ of a sum, maximum, minimum or vector runs
over $1, \dots, d$, an index $k$, $m$, $r$ or $s$ over $1, \dots, n$; the slack of an inequality is its
larger side less its smaller one. In a figure the points are certified as the verdicts are, six digits
each, and joined by straight lines; no verdict rests on it. What is measured is drawn as medians, with
upright lines for their intervals. Where a curve is that of an unknown, four digits are
certified of a value at which an expression changes its sign, and there may be others. $D_v f(x)$ is the
derivative of $f$ at $x$ along $v$, $D_v D_w f(x)$ and $D_v^2 f(x)$ are second derivatives. A number with a
decimal point in a formula is exactly what it shows; a list of one entry is written as that entry. The rule beside a
statement is solid where it holds, double where it fails, dashed where it is open, dotted where it is measured.
"""

CONTENTS = r"""\begingroup\small\setlength{\columnsep}{2em}\begin{multicols}{2}[\section*{Contents}]
\makeatletter\raggedright\renewcommand*\l@subsection{\@dottedtocline{2}{1.2em}{3em}}\@starttoc{toc}\makeatother
\end{multicols}\endgroup
"""
