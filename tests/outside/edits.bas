REM What a person does in an office document, done by LibreOffice's own model. The test adds Sub Edits, which opens, edits
REM and saves documents by these.

Dim written As Integer
Dim reason As String

REM Makes the edits, and writes into the file at this address whether they were made. An error of Basic that is not caught
REM would be a dialog that nobody answers.
Sub Main(report As String)
    written = FreeFile()
    Open ConvertFromURL(report) For Output As #written
    On Error GoTo Failed
    Edits()
    Print #written, "done"
    GoTo Finish
Failed:
    Print #written, Error(Err) & " " & reason
Finish:
    Close #written
    StarDesktop.terminate()
End Sub

REM Ends the edits.
Sub Fail(why As String)
    reason = why
    Error 1000
End Sub

Function Argument(key As String, given As Variant) As Object
    Dim pair As New com.sun.star.beans.PropertyValue
    pair.Name = key
    pair.Value = given
    Argument = pair
End Function

Function Opened(url As String) As Object
    reason = url
    Opened = StarDesktop.loadComponentFromURL(url, "_blank", 0, Array(Argument("Hidden", True)))
End Function

REM Saves a document in the format that it was opened in.
Sub Save(document As Object, url As String)
    Dim i As Integer, filter As String
    For i = 0 To UBound(document.Args)
        If document.Args(i).Name = "FilterName" Then filter = document.Args(i).Value
    Next i
    document.storeToURL(url, Array(Argument("FilterName", filter)))
    document.close(True)
End Sub

Function IsSheet(document As Object) As Boolean
    IsSheet = document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
End Function

REM What is searched: the first sheet, or the whole document.
Function Content(document As Object) As Object
    If IsSheet(document) Then
        Content = document.Sheets.getByIndex(0)
    Else
        Content = document
    End If
End Function

REM The only place of a text: a cell of the sheet, or a range of the document.
Function Place(document As Object, sought As String) As Object
    Dim search As Object, found As Object, one As Object
    reason = sought
    search = Content(document).createSearchDescriptor()
    search.SearchString = sought
    search.SearchCaseSensitive = True
    found = Content(document).findAll(search)
    If IsNull(found) Then Fail("is not there: " & sought)
    If found.Count <> 1 Then Fail("is there " & found.Count & " times: " & sought)
    one = found.getByIndex(0)
    If IsSheet(document) Then one = one.getCellByPosition(0, 0)
    Place = one
End Function

REM Replaces the only place of a text.
Sub Change(document As Object, before As String, after As String)
    Dim one As Object, search As Object
    one = Place(document, before)
    search = Content(document).createReplaceDescriptor()
    search.SearchString = before
    search.ReplaceString = after
    search.SearchCaseSensitive = True
    If Content(document).replaceAll(search) <> 1 Then Fail("is not replaced: " & before)
End Sub

REM Deletes the paragraph that begins with a text.
Sub Delete(document As Object, beginning As String)
    Dim paragraphs As Object, paragraph As Object, kept As String
    paragraphs = Place(document, beginning).Text.createEnumeration()
    Do While paragraphs.hasMoreElements()
        paragraph = paragraphs.nextElement()
        If Left(paragraph.String, Len(beginning)) <> beginning Then
            If kept <> "" Then kept = kept & Chr(10)
            kept = kept & paragraph.String
        ElseIf Not IsSheet(document) Then
            paragraph.dispose()
            Exit Sub
        End If
    Loop
    Place(document, beginning).String = kept
End Sub

REM Adds an item below the one with a text: a paragraph of its cell, or, in a sheet, where each has a row of its own, a row.
Sub Add(document As Object, above As String, added As String)
    Dim one As Object, cursor As Object
    one = Place(document, above)
    If IsSheet(document) Then
        Content(document).Rows.insertByIndex(one.CellAddress.Row + 1, 1)
        Content(document).getCellByPosition(one.CellAddress.Column, one.CellAddress.Row + 1).String = added
    Else
        cursor = one.Text.createTextCursorByRange(one)
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor, added, False)
    End If
End Sub

REM Inserts a row below the one with a text, and writes into its cells from the column of that text on.
Sub InsertRow(document As Object, above As String, cells As Variant)
    Dim one As Object, cursor As Object, table As Object, dispatcher As Object
    Dim i As Integer, column As Integer, row As Long, place_ As String
    one = Place(document, above)
    If IsSheet(document) Then
        column = one.CellAddress.Column
        row = one.CellAddress.Row + 1
        Content(document).Rows.insertByIndex(row, 1)
        For i = 0 To UBound(cells)
            Content(document).getCellByPosition(column + i, row).String = cells(i)
        Next i
    Else
        REM Tables with merged cells take new rows from the menu's command alone.
        cursor = one.Text.createTextCursorByRange(one)
        table = cursor.TextTable
        place_ = cursor.Cell.CellName
        document.CurrentController.select(one)
        dispatcher = CreateUnoService("com.sun.star.frame.DispatchHelper")
        dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:InsertRowsAfter", "", 0, Array(Argument("Amount", 1)))
        For i = 0 To UBound(cells)
            table.getCellByName(Chr(Asc(Left(place_, 1)) + i) & (CLng(Mid(place_, 2)) + 1)).String = cells(i)
        Next i
    End If
End Sub
