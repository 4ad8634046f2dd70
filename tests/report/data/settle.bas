' Writes a document as text with all its tracked changes accepted, and with all rejected.
Sub Settle(path As String, folder As String)
  WriteSettled(path, ".uno:AcceptAllTrackedChanges", folder & "accepted.txt")
  WriteSettled(path, ".uno:RejectAllTrackedChanges", folder & "rejected.txt")
End Sub

Sub WriteSettled(path As String, command As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(path, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  Dim none()
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, none())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "Text (encoded)"
  document.storeToURL(target, filter())
  document.close(True)
End Sub
