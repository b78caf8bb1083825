<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BlockDialog</name>
    <message numerus="yes">
        <source>Block %n participants</source>
        <translation>
            <numerusform>Block %n participant</numerusform>
            <numerusform>Block %n participants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message numerus="yes">
        <source>%n more since then; the log has them.</source>
        <translation>
            <numerusform>%n more since then; the log has them.</numerusform>
            <numerusform>%n more since then; the log has them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message numerus="yes">
        <source>+%n this month</source>
        <translation>
            <numerusform>+%n this month</numerusform>
            <numerusform>+%n this month</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message numerus="yes">
        <source>%n rows: {problem}</source>
        <translation>
            <numerusform>%n row: {problem}</numerusform>
            <numerusform>%n rows: {problem}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows: “{value}”</source>
        <translation>
            <numerusform>%n row: “{value}”</numerusform>
            <numerusform>%n rows: “{value}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted values found no cell in the rows shown.</source>
        <translation>
            <numerusform>%n pasted value found no cell in the rows shown.</numerusform>
            <numerusform>%n pasted values found no cell in the rows shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Warning, %n rows: {problem}</source>
        <translation>
            <numerusform>Warning, %n row: {problem}</numerusform>
            <numerusform>Warning, %n rows: {problem}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kinds of problems</source>
        <translation>
            <numerusform>%n kind of problems</numerusform>
            <numerusform>%n kinds of problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Correct “{value}” in %n rows</source>
        <translation>
            <numerusform>Correct “{value}” in %n row</numerusform>
            <numerusform>Correct “{value}” in %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n rows</source>
        <translation>
            <numerusform>Apply %n row</numerusform>
            <numerusform>Apply %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows were checked again</source>
        <translation>
            <numerusform>%n row was checked again</numerusform>
            <numerusform>%n rows were checked again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected rows were saved</source>
        <translation>
            <numerusform>%n rejected row was saved</numerusform>
            <numerusform>%n rejected rows were saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportsView</name>
    <message numerus="yes">
        <source>%n rejected rows were saved</source>
        <translation>
            <numerusform>%n rejected row was saved</numerusform>
            <numerusform>%n rejected rows were saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batches</source>
        <translation>
            <numerusform>%n batch</numerusform>
            <numerusform>%n batches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListFilter</name>
    <message numerus="yes">
        <source>The %n most frequent values.</source>
        <translation>
            <numerusform>The %n most frequent values.</numerusform>
            <numerusform>The %n most frequent values.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n most frequent values. Search for others.</source>
        <translation>
            <numerusform>The %n most frequent values. Search for others.</numerusform>
            <numerusform>The %n most frequent values. Search for others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the top %n</source>
        <translation>
            <numerusform>the top %n</numerusform>
            <numerusform>the top %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListView</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows copied</source>
        <translation>
            <numerusform>%n row copied</numerusform>
            <numerusform>%n rows copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ParticipantsView</name>
    <message numerus="yes">
        <source>Done for %n participants</source>
        <translation>
            <numerusform>Done for %n participant</numerusform>
            <numerusform>Done for %n participants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n profiles of the profile database become participants and get the initial balance.</source>
        <translation>
            <numerusform>%n profile of the profile database becomes a participant and gets the initial balance.</numerusform>
            <numerusform>%n profiles of the profile database become participants and get the initial balance.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participants were added</source>
        <translation>
            <numerusform>%n participant was added</numerusform>
            <numerusform>%n participants were added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows were written</source>
        <translation>
            <numerusform>%n row was written</numerusform>
            <numerusform>%n rows were written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add all %n profiles</source>
        <translation>
            <numerusform>Add %n profile</numerusform>
            <numerusform>Add all %n profiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PointsOperation</name>
    <message numerus="yes">
        <source>%n participants selected</source>
        <translation>
            <numerusform>%n participant selected</numerusform>
            <numerusform>%n participants selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message numerus="yes">
        <source>The first %n rows; narrow the list to print others.</source>
        <translation>
            <numerusform>The first %n row; narrow the list to print others.</numerusform>
            <numerusform>The first %n rows; narrow the list to print others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgramEditorView</name>
    <message numerus="yes">
        <source>%n participants joined.</source>
        <translation>
            <numerusform>%n participant joined.</numerusform>
            <numerusform>%n participants joined.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgramWords</name>
    <message numerus="yes">
        <source>and expire at the &lt;b&gt;end of the year&lt;/b&gt;, %n years on.</source>
        <translation>
            <numerusform>and expire at the &lt;b&gt;end of the year&lt;/b&gt;, %n year on.</numerusform>
            <numerusform>and expire at the &lt;b&gt;end of the year&lt;/b&gt;, %n years on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and expire at the &lt;b&gt;end of the month&lt;/b&gt;, %n months on.</source>
        <translation>
            <numerusform>and expire at the &lt;b&gt;end of the month&lt;/b&gt;, %n month on.</numerusform>
            <numerusform>and expire at the &lt;b&gt;end of the month&lt;/b&gt;, %n months on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and expire at the &lt;b&gt;end of the quarter&lt;/b&gt;, %n quarters on.</source>
        <translation>
            <numerusform>and expire at the &lt;b&gt;end of the quarter&lt;/b&gt;, %n quarter on.</numerusform>
            <numerusform>and expire at the &lt;b&gt;end of the quarter&lt;/b&gt;, %n quarters on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Prove</name>
    <message numerus="yes">
        <source>%n differences.</source>
        <translation>
            <numerusform>%n difference.</numerusform>
            <numerusform>%n differences.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n differences</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TierGroupPanel</name>
    <message numerus="yes">
        <source>%n participants</source>
        <translation>
            <numerusform>%n participant</numerusform>
            <numerusform>%n participants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TierMovesDialog</name>
    <message numerus="yes">
        <source>Down at once, with their points kept: %n participants.</source>
        <translation>
            <numerusform>Down at once, with their points kept: %n participant.</numerusform>
            <numerusform>Down at once, with their points kept: %n participants.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Down at the next review, or when a grace ends: %n participants.</source>
        <translation>
            <numerusform>Down at the next review, or when a grace ends: %n participant.</numerusform>
            <numerusform>Down at the next review, or when a grace ends: %n participants.</numerusform>
        </translation>
    </message>
</context>
</TS>