<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Font: Inter (SIL Open Font License). Icons: Lucide (ISC). Window: Qt (LGPL 3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message numerus="yes">
        <source>Block %n participants</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing can be accrued, redeemed or transferred until they are unblocked. Points keep expiring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CancelTransaction</name>
    <message>
        <source>Cancel the transaction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is deleted: a cancellation is written beside it. Points come back with their old expiry. Points that were spent already become a debt or are written off, as the points type says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Everything about one participant. Total is what the participant has; active points can be spent; pending ones become active later; points on hold wait for a commit or a roll back. Select a transaction and use More to cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accrue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show older transactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No transactions yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accruals, redemptions and everything else that moves points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {reached}, participant since {registered}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked: {reason}. Unblock to move points again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The participant leaves the program. Points and history stay, nothing can be accrued or redeemed, and joining again is possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer points…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel transaction…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set tier by hand…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the program…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>participant since {registered}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grace until {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least {tier} until {day}, set by hand: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires in 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tier} at {points}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way to the next tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{points} points; {missing} to go by {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{points} points; {missing} to go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps {tier} with {points}: {missing} missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps {tier} with {points}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{debt} owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until committed or rolled back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing expires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marketing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{points} points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accrued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last valid day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CloneProgramDialog</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points types, tier groups and partners are copied; participants and points are not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and commands name the program by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clone “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Connect</name>
    <message>
        <source>Connect to PostgreSQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask whoever looks after the server. An empty database is set up on the first connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address begins with postgresql://</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DayEdit</name>
    <message>
        <source>Set a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditProfile</name>
    <message>
        <source>Edit profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save profile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>This is a mistake of the program, not yours. What was being done was not saved; everything before it is safe. Go on working, and send the details to whoever looks after the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incident {incident}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>All participants of {program}: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Those the filter shows: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx);;CSV files (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ending decides: .xlsx or .csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IDs and phones stay text with their zeros; the file can be imported again without a change.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilePicker</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>{label}, required</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>{share} in a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>+%n this month</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none new this month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No active program yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program says how points are earned, spent and expire, and which tiers there are. The quick start makes one in two minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of all accrued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired unspent</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n rows of {file} were rejected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The import of {file} was interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n participants are below their tier&apos;s threshold in {group}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{points} points expire in {days} days ({money})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daily close stands at {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active, 90 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points outstanding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redemption rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breakage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{money} expires in 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accrued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>redeemed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program has no tiers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing: everything is in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; review on {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message>
        <source>Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {rows} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden sheets: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file, or drop one here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel (.xlsx, .xls), OpenDocument (.ods), CSV and TSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the sheet holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: the sheet has no header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>rejected, problems of %n kinds</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows: {problem}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct all alike…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save rejected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed: {fields}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply to all rows with the same value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file stays as it is; the import takes what you write here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct row {row}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file, say which column is what, and see what would happen to every row. Nothing is written before you press Apply, and a whole import can be undone later. Double click a rejected row to correct it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write {new} transactions, leave {unchanged}, reject {rejected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create {new}, change {changed}, leave {unchanged}, reject {rejected}. Can be undone later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking every row; nothing is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Apply %n rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>This very file was imported before (batch {batch}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n rows were checked again</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. What was not complete was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n rejected rows were saved</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Existing rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Import the same file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This very file was imported before. Points in it may be given a second time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a column for: {fields}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sheet “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row is the same person when this is equal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points type of the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add new ones and change existing ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only add new ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only change existing ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An empty cell means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles or participants that are not there yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates are written as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country of phones without a code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This header was imported before: columns are matched as then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matched as last time; new columns: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns that are not used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day, month, year: 31.12.2025</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month, day, year: 12/31/2025</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year, month, day: 2025-12-31</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma: 1 234,56</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point: 1,234.56</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new profile field</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent to marketing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent to the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last valid day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bad} of {all} values do not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>similar name, please check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points transactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import points transactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as last time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen by hand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportsView</name>
    <message>
        <source>Created rows that go: {removed}. Changed rows that get their old values back: {restored}. Points transactions that are cancelled: {cancelled}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every file that was brought in, newest first. Select one to undo it, to save its rejected rows as a workbook, or to resume it when it was interrupted. Drop a file here to import it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save rejected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in profiles, participants or points from a workbook or a CSV file. You see what will happen to every row before anything is written, and a whole import can be undone later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import was undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import is complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n rejected rows were saved</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This import cannot be undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save rejected rows…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was created</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n batches</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. This stands in the way:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>cancelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled, nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has run yet. Imports, exports and proofs show here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done in {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Select all {total} that match</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job is still running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing cancels it; what it has not finished is not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the job and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the day now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Loyalty Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job is still running. Wait for it or cancel it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n days closed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManualTier</name>
    <message>
        <source>The participant is at least {tier} until {day}, whatever the points say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set a tier by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome from another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewParticipant</name>
    <message>
        <source>{name}, ID {external_id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID, email or phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered on another day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A profile of the database {database}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the program {program}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewProgramDialog</name>
    <message>
        <source>New program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star club</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It starts as a draft with one points type. Nothing happens to points until you activate it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and commands name the program by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer base the program serves. It cannot change afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New profile database…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a participant, a section, a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>participant</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParticipantWords</name>
    <message>
        <source>Not asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joined the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joined again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unblocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points accrued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points redeemed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points transferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temporary transaction committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temporary transaction rolled back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transaction cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points became active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initial balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier set by hand ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End of the tier set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers were changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParticipantsView</name>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everyone who takes part in the program. Type a name, an ID, an email or a phone to search; tick states and tiers at the left to narrow the list; click a column&apos;s title to sort. Double click or Enter opens the card. Select several participants to accrue points, export or block.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, ID, email, or a phone in any format (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accrue points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No participants yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A participant is a profile that takes part in the program and has points and a tier. Bring them in from a workbook, or add one by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants belong to a program. Quick start makes one in two minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick start</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Done for %n participants</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The participant was added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add all profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n profiles of the profile database become participants and get the initial balance.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Add all</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n participants were added</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows were written</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Save the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbooks (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Add all %n profiles</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Accrue points…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add participant…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {asked} done. {first}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active: sum {sum}, average {average}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State: {states}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier: {tiers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartnerDialog</name>
    <message>
        <source>New partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corner bakery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bread, pastry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products or brands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the cost, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What belongs to the partner, in your words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the partner pays of the points given for its products.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partner “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PointsOperation</name>
    <message>
        <source>{total} points in all. Blocked participants and those who left are passed over and named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accrue points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeem points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card was not scanned at the till</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown in the list of transactions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For how many minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commit or roll back from the list of transactions; after that time it rolls back by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{now} points are active now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{now} points are active now; the total becomes {after}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {now} points are active: not enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anniversary gift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accrue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount, points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Happened on another day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only promise the points for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only hold the points for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n participants selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Amount each, points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last valid day</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PointsTypePanel</name>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long points live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given on joining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active after, days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last valid day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worth and rounding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points per currency unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round computed amounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To a multiple of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits and cancellation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest share of an order, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments in steps of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a cancelled accrual was spent already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once per profile, even after joining again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: at once. Until then the points are pending.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points are valid through the last day, in the program&apos;s time zone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100: a hundred points pay 1. 0: worth no money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does not fit is not accrued. Empty: no limit.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileDatabaseDialog</name>
    <message>
        <source>New profile database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside email, phone, names, birth date, gender, city, region and language, which every profile has. Files name a field by its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile database “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name in files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of a list, separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label of field {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of field {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of field {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of field {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove field {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileDatabasesDialog</name>
    <message>
        <source>Profile databases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New profile database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A customer base that programs draw their participants from. Enter edits one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <source>family, weekly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of the card, or the ID of your other system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>City</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agrees to marketing messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agrees to the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramEditorView</name>
    <message>
        <source>Pick what to edit at the left; the sentence under the form says what it means. Nothing is written before Save. A change of tiers first shows who would move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your changes to this program are not saved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed by somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n participants joined.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants and partners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramGeneralTab</name>
    <message>
        <source>Status points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove tier group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove points type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer base the program serves. It cannot change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and commands name the program by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days begin and points expire by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive points type</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramOutline</name>
    <message>
        <source>PROGRAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>POINTS TYPES</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add points type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TIER GROUPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add tier group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To mend: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (archived)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramPeopleTab</name>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join all profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No partners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A partner carries a share of the cost of points that are given for its products.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every profile that does not take part yet joins now and gets the initial balance. Who takes part already or has left is not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The partner leaves the program&apos;s list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants join an active program. Activate it, then bring them in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products or brands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the cost, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outstanding, points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join all profiles of “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramTransactionsTab</name>
    <message>
        <source>Transactions written to {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID, email or phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export transactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All points types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No transactions yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every accrual, redemption and expiry of this program will stand here, with the balance before and after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount, points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All states</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramWords</name>
    <message>
        <source>{rate} of {name} are worth {money}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and expire at the &lt;b&gt;end of the year&lt;/b&gt;, %n years on.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{rate} of {name} is worth {money}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and expire at the &lt;b&gt;end of the month&lt;/b&gt;, %n months on.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and expire at the &lt;b&gt;end of the quarter&lt;/b&gt;, %n quarters on.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the year&lt;/b&gt; they came in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the next year&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} are worth no money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} are counted, but no tier group uses them yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They can be spent &lt;b&gt;at once&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They count &lt;b&gt;at once&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and &lt;b&gt;never expire&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If points of a cancelled accrual were spent already, the balance goes &lt;b&gt;below zero&lt;/b&gt; and later accruals pay it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If points of a cancelled accrual were spent already, the difference is &lt;b&gt;written off&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A participant goes up &lt;b&gt;at once&lt;/b&gt; when the points reach a threshold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points only add up; nobody is reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cancelled or expired accrual takes no tier away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cancelled or expired accrual takes away &lt;b&gt;one step&lt;/b&gt; at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a cancelled or expired accrual lowers the balance, the tier &lt;b&gt;follows it down&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A review takes no tier away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A review takes away &lt;b&gt;one step&lt;/b&gt; at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A review moves everyone to the tier &lt;b&gt;the balance reaches&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After it the points start from &lt;b&gt;0&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The points are &lt;b&gt;kept&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard: pay for purchases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qualification: decide the tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days after accrual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Months after accrual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the end of a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the end of a quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the end of a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a fixed date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After months of inactivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the nearest, halves up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the nearest, halves to even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Towards zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The balance goes below zero and later accruals pay it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The difference is recorded as written off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cumulative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points only add up. Nobody is reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periodic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every tier is looked at again after some months.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On calendar days, for everyone at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On each participant&apos;s anniversary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the tier the balance reaches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimal number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value from a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initial balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accrual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redemption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expiration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjustment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temporary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permanent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} decide the tier in {groups}; they pay for nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the month&lt;/b&gt; they came in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the next month&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the quarter&lt;/b&gt; they came in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and expire at the &lt;b&gt;end of the next quarter&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new participant starts with {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They can be spent after {days}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They count after {days}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and expire {days} after they were given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and expire {months} after they were given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and expire after {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and all expire after {months} without an accrual or a redemption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They pay at most {share} of an order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smallest payment is {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments go in steps of {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A balance stops at {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each participant is reviewed every {months} after joining.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way down waits for {days} of grace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everyone is reviewed every {months}, counted from {day}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramsView</name>
    <message>
        <source>Pause it and activate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile databases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No programs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program says what points are worth, how long they live and which tiers they open. Quick start makes one in two minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program created. Activate it when it is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program activated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program paused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program archived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program cloned as a draft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clone…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outstanding, points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause “{name}” and activate this one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is active over the same profile database, and there can be only one active program. Its participants and points stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants stay. Nothing is accrued, redeemed or expired until the program is active again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program stops and goes to the end of the list. Its participants and points stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a program that was never used can be deleted. It cannot be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Prove</name>
    <message>
        <source>Initial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accrued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n differences.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Proof of the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening, moves and closing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lots add up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lots against their movements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lots against the accruals that opened them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balances against their lots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points on hold against open holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transactions against their movements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balances before and after follow each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last balance against the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reversals against what they reverse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commits and rollbacks of holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Movements against their participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers against their history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers against their groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants without a tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of transactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daily sums against transactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal&apos;s chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening + moves = closing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balances do not follow from their movements. Make a backup now and send the details to whoever looks after the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every balance and every lot follows from its movements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening + moves = closing, points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuickStartPages</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From how many status points each tier starts. Insert, rename, recolour as you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program has no tiers. Go back one step to add them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A workbook brings thousands at once; one by hand is enough to look around.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look around first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import opens when the program is made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the first accrual in the next step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First accrual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look it over; everything can be changed later in the program&apos;s editor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points for the first participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from a workbook, when the program is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s number in your systems.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency, time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name your program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names can change later. Files and commands use the external ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points that pay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants collect them and spend them on purchases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points that decide tiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They show how loyal somebody is. They are counted beside the others and never spent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program has tiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer base the program serves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points per currency unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given on joining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active after, days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days begin and points expire by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100: a hundred points pay 1. 0: worth no money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuickStartWizard</name>
    <message>
        <source>Six steps: program, points that pay, points that decide tiers, tiers, participants, first accrual. Everything can be changed later in the program&apos;s editor, and nothing is written before the last step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A working program in two minutes. Enter takes what is proposed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platinum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the active program of this profile database, and there can be only one. Its participants and points stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause it and create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First accrual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program is made and activated in one go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is written before the last step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program is ready and active.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loyalty program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a reason: it is kept in the journal.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup made: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes are in force at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the last workspace at start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a due daily close every, hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daily close activates and expires points and reviews tiers. It also runs when a workspace opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups of this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a backup every day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daily backups to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up before imports of more than, rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>New workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No workspace yet. A workspace is one file with your programs, participants and points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to PostgreSQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demonstration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs, participants and an exact points ledger. Works offline, on your own file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A year of real purchases of 2,469 households, with points and four tiers. Takes half a minute to make.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shared database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {name} off this list; the file stays</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Ledger not proven yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No running jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n differences</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Ledger proven today {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger proven {day}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Fit columns to their contents</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TierGroupPanel</name>
    <message>
        <source>Tiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up and down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review every, months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One review day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the way down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grace, days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points start from 0 after a review</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n participants</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qualification points that decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The others are counted from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A way down waits so long for missing points.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TierMovesDialog</name>
    <message>
        <source>Who moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants on each tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of those who move</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Down at once, with their points kept: %n participants.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Down at the next review, or when a grace ends: %n participants.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is saved yet. This is what the new tiers would do today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TierRows</name>
    <message>
        <source>New tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add tier on top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of {tier}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of tier {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External ID of tier {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold of tier {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a tier above {tier}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {tier}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Open another workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a participant, a section, a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>{now} points can be transferred. They go to {name}, ID {external_id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID, email or phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared family card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{now} points can be transferred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount, points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>“{name}” is not there any more. Choose the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be opened. Close it in other programs and check your rights to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is empty. Choose a file with data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is damaged (part “{part}”). Open it in a spreadsheet program and save it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has {found} parts, at most {limit} are read. Copy the sheet into a new workbook.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds something dangerous (part “{part}”) and was not read. Ask the sender for a new file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” unpacks to far more than its size (part “{part}”) and was not read. Ask the sender for a new file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” names cells outside a sheet (part “{part}”, {cell}) and was not read. Save it anew in a spreadsheet program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has data in column {cell}; {limit} columns are read. Delete what stands to the right of the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has cells very far from its table (part “{part}”). Delete the empty rows and columns around the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has a cell of an impossible size (part “{part}”) and was not read. Save it anew in a spreadsheet program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is protected by a password. Remove the password in a spreadsheet program and save the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a web page, not a spreadsheet. Open it in a spreadsheet program and save it as .xlsx.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not a spreadsheet. Choose an .xlsx, .xls, .ods, .csv or .tsv file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has no sheet with cells. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has no sheet “{sheet}”. It has: {sheets}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has no filled rows at the top of the sheet. Choose another sheet or the row with the headers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row} of “{name}” is empty. Choose the row with the headers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not in the encoding {encoding} (near line {line}). Choose another encoding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quotation mark that opens near line {line} of “{name}” is never closed. Mend that line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line} of “{name}” has a quotation mark in the wrong place. Mend that line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cell near line {line} of “{name}” is too long. Look for a missing quotation mark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be read: the reader gave up on it. Open it in a spreadsheet program and save it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading “{name}” took too long and was stopped. Split it into smaller files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” needs more memory than it may have. Save it as .csv or split it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be written here. Close it in other programs or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{written} rows were written where {expected} were expected, so “{name}” was not kept. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file&apos;s ending does not say what it is. It is read as what it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workbook has hidden sheets. The first visible one is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encoding is a guess. Look at the letters below and choose another if they are wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no field “{name}”. Choose one of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet has no column {column} for “{name}”. Choose the column again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row has {found} cells, the header has {expected}. Look for a missing or extra separator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the row says who it is. Fill in an external ID, an email or a phone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cell is empty. Fill it in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cell holds an error of the spreadsheet. Mend its formula or type the value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The formula has no stored value. Open the file in a spreadsheet program and save it, or type the value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text holds an invisible control character ({found}). Type it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has {length} characters, at most {limit} are kept. Shorten it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is no number. Type the value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is a date or a logical value, not an identifier. Format the column as text and type it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} was stored as a number and has lost its last digits. Format the column as text and type it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” mixes Latin and Cyrillic letters that look alike. Check that it is meant so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is no language. Use a code such as ru or en.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a phone number. Type it with its country code, such as +7 916 123-45-67.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} was stored as a number; zeros at its start may be lost. Format the column as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” has lost its last digits. Format the column as text and type the phone anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not an email address. Mend it, such as anna@example.com.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is neither yes nor no. Type yes or no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not in the list. Use one of: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a JSON object. Use the form {{&quot;name&quot;: &quot;value&quot;}} or leave it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a name. Type the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a whole number. Type it without a fraction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is zero. Leave the row out or type the points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An opening balance cannot be below zero. Type the points or make it a redemption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a date. Type it like 2024-05-17.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” could be two dates. Choose the column&apos;s order of day and month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is outside the years 1900 to 2100. Check the year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {count} profile databases. Choose the one to import into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {count} active programs. Choose the one to import into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not said which points these are. Add a column with the points type, or choose one for the import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet has no column “{column}”. Use a header of the sheet or the letters of a column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{field}” is not a field of this kind of sheet. Choose a field of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two columns are matched to “{field}”. Leave one of them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No column is matched to “{field}”, which is needed. Match a column to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows cannot be found by “{key}”. Use the external ID, email, phone or a custom field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row} is not in this sheet. Check the sheet again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row has nothing to find it by. Fill in “{field}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} profiles have this value. Use a key that only one profile has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” stands in row {row} already. Keep one of the two rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The external ID “{found}” belongs to another profile. Correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no profile “{found}”. Correct the value, or import the profile first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” does not take part in the program. Correct the value, or import the participant first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is for the program “{found}”. Import it into that program, or clear the cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column {column} (tier) is not imported: tiers follow from points. Set a tier by hand on the participant card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This very file was imported before (import {batch}). Confirm if it should be imported again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data changed while the import was being checked; nothing more was written. Check the sheet again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no import {batch}. Look at the list of imports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rows of this import are not on this workstation any more. Import the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {batch} was not interrupted, so there is nothing to finish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {batch} cannot be undone as a whole: {count} rows stand in the way ({examples}). Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import was undone before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} profiles were changed after the import ({examples}). Change them back first, or correct them by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} profiles of the import take part in a program by now ({examples}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} participants were changed after the import ({examples}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} participants of the import have points transactions by now ({examples}). Cancel those first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} participants have spent points of the import ({examples}). Cancel their redemptions first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{kind}” cannot be exported. Choose profiles, participants or transactions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list has no column “{column}”. Choose columns of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is {found}. Give an amount greater than 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} is below zero. Give an amount of 0 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} has more than {decimals} decimals, the most these points have. Round the amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} is more than the ledger can hold. Check the amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no amount. Give a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a number. Give the amount in digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” can be read as thousands or as decimals. Write it without the thousands separator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{needed} points are needed, {available} can be spent at that time. Lower the amount or accrue points first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The balance is {total} and may not exceed {largest}. Give fewer points or change the points type&apos;s largest balance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{needed} points are too few to redeem: the smallest amount is {least}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points are redeemed in steps of {step}. Round {needed} to such a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points may pay {share} % of an order: {most} points here, not {needed}. Lower the amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points of this type expired on {expires_on}. Change the expiry of the points type or give a last day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last valid day {expires_on} is before the accrual on {accrued_on}. Give a later day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The points would become active on {activates_on}, after their last valid day {expires_on}. Change one of the days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time of the operation lies in the future. Give a time that has passed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The operation has no external ID. Give it one, so that it is never done twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The external ID “{key}” was used for another operation. Check the operation or give a new ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no points transaction {id} of this participant. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This transaction is no longer temporary: it was committed, rolled back, or its time ran out. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This transaction is temporary. Roll it back instead of cancelling it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This transaction was cancelled before. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A transaction of the type “{type}” cannot be cancelled. Cancel the accrual or redemption it belongs to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the reason for cancelling; it is kept in the journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points cannot be transferred to the same participant. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A temporary transaction needs a time-out of at least one second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A temporary accrual takes its days from the points type when it is committed. Leave activation and expiry empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transactions of the type “{type}” are made by the program itself. Use accrual, redemption, adjustment or import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{missing} points of this participant were spent or expired since the import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This points type no longer exists. Refresh the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This points type is archived. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The participant is blocked ({reason}). Unblock the participant to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The participant has left the program. Add the profile again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program is not active, so that no points move. Activate the program first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else moved the same points at this moment. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This participant no longer exists. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile “{key}” does not take part in “{program}”. Add it as a participant first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type an external ID, an email or a phone number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile “{external_id}” takes part already. Open its card instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile is in another profile database. Choose a profile of “{database}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day of registration is in the future. Choose today or an earlier day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why: the reason is kept in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The participant is not blocked. Refresh the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this participant meanwhile. Reload the card and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type how many points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount must be above 0. Type it without a sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last day of the tier is in the past. Choose today or a later day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a file that ends in .xlsx or .csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile no longer exists. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has the external ID, email or phone “{key}”. Check it, or add a new profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several profiles have “{key}”. Use the external ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type an external ID: the number of the card, or the ID of your other system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another profile has the external ID “{external_id}”. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this profile meanwhile. Reload it and make your change again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is too long. Use at most {length} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has an invisible control character. Type it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not an email address. Write it like name@example.com.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” has {digits} digits; a phone number has 5 to 15. Write it like +1 513 555 0118.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a phone number. Write it like +1 513 555 0118.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” has no country code. Start with + and the country code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} cannot be a birth date. Choose a day from 1900 until today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is unknown. Choose one from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a language code. Write it like en or pt-BR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tag cannot hold a comma. Split it into two tags.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile database has no field “{name}”. Add the field first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” does not fit the field {label}. Correct it or leave it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} characters are too many. Use at most {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” cannot be an external ID. Use letters, digits, underscores, dots and hyphens, without spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The external ID “{found}” is taken. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” stands twice in this list. Change one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name “{found}” stands twice in this list. Change one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a number. Type digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} is too small. Use {least} or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a number above 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} is too large. Use {largest} or less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} has more decimals than {decimals}. Round it, or allow more decimals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program no longer exists. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed the program “{name}” meanwhile. Reload it and make your change again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{other}” is the active program of this profile database, and there can be only one. Pause it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program is “{state}” and cannot become “{wanted}”. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program has no points type. Add one before you activate it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program “{name}” was used (participants: {participants}, imports: {imports}). Archive it instead of deleting it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program “{name}” is active. Pause or archive it before you delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a currency code. Use three capital letters, such as USD.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a time zone. Choose one from the list, such as Europe/Paris.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program stays with its profile database. Clone the program to use another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile database no longer exists. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants hold “{name}”, so it cannot be removed. Archive it instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants hold “{name}”, so its kind cannot change. Add another points type instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balances already have {least} decimals. Use {least} or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only standard points can be given on joining. Set the initial balance to 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The initial balance is above the largest balance of {largest}. Lower it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The points would expire before they become active in {days} days. Use a larger number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program has no points type “{found}”. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” pays for purchases. Choose qualification points to decide tiers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is archived. Choose other qualification points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reviews would empty the points that “{other}” counts too. Keep points after the review, or use other points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add at least one tier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lowest tier starts at 0, not at {found}. Everyone who joins stands on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each tier starts above the one below it. Use more than {previous}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is not a colour. Use a form such as #3056d3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants stand or stood on the tier “{name}”, so it cannot be removed. Rename it or move its threshold instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile database no longer exists. Refresh the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed the profile database “{name}” meanwhile. Reload it and make your change again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” cannot be the name of a field. Start with a letter; use letters, digits and underscores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” is a field that every profile has. Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list needs values to choose from. Add at least one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles have values in the field “{name}”, so it keeps its name and kind and cannot be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no workspace at {path}. Check the name, or make one with “init”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} exists already. Choose another name; nothing is ever overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} does not exist. Make it first, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be made ({reason}). Check the rights to the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace cannot be opened. Check the rights to the file and its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is an empty file, not a workspace. If it was one, restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not a workspace of Loyalty Desktop. It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This PostgreSQL database holds other tables and no workspace. Make an empty database and name that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version of Loyalty Desktop made this workspace (schema {found}, this program knows {known}). Update the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace is damaged. Restore its latest backup with “restore”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is writing to the workspace. Wait for it to finish and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is open in another window or program. Close it everywhere and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody changed the same data at the same moment. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Nothing was changed; free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk reported an error. Copy the workspace to another disk and check it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace can only be read. Check the rights to the file, or to the database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database server does not answer. Check the address, the network and the password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses of this kind ({scheme}) cannot be opened. Write postgresql+psycopg://user@server/database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace could not be brought to this version (table {table}). Nothing was changed; a backup stands beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup {path} could not be written ({reason}). Check the folder and the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PostgreSQL workspace is backed up by PostgreSQL itself: run “pg_dump -Fc -d DATABASE -f FILE”, and restore with “pg_restore -d DATABASE FILE”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be restored onto itself. Name a backup of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup could not be put in place of {path} ({reason}). Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no longer the backup its manifest describes. Use another backup; if you are sure of this one, delete the .json file beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} imports were interrupted. Open Imports to resume or undo them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace lies in a synchronised folder ({folder}), which can damage it. Move it to a plain folder; for a team use PostgreSQL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace lies on a network drive ({path}), which can damage it. Move it to this computer; for a team use PostgreSQL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting called {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} is not a value for the setting {name}. Allowed: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file could not be read. It was kept as {kept}; the defaults apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the workspace: --workspace FILE, or a postgresql+psycopg:// address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window needs a screen, and there is none here. The commands work without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are several; name one with {option}: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} is not known. Give {option} one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace has none yet for {option}. Make one first, for example with “init --quick-start”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} exists already. Choose another name, or add --force to replace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} is not a date. Write it as 2026-01-31.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} is not of the form COLUMN=FIELD. Example: --map E-mail=email.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tier set by hand needs a reason. Write why this participant gets it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last day {found} has passed already. Choose today or a later day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This tier is not in the tier group any more. Open the list again and choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The participant has no tier in this group. Open the participant again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something was refused ({code}). Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proving the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daily close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the demonstration workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing an import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving rejected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving a template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting up the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changing the program&apos;s state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joining participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving a participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changing a participant&apos;s state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accruing points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeeming points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transferring points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling a transaction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tiers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>movements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>balances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
