;;; `ttm lsp' in Emacs with eglot:  -*- lexical-binding: t -*-
;; emacs --batch -Q -l tests/editor/eglot.el TTM, in an empty folder. Fails with the first thing that is not as it should be.

;; Emacs 29 has eglot; Debian's package for older ones lies here.
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'eglot)
(require 'cl-lib)
(require 'flymake)

(define-derived-mode standard-mode prog-mode "Standard"
  "A mode for files of YAML: the one of Emacs 29 needs a parser, and an older one a package.")
(add-to-list 'auto-mode-alist '("\\.yaml\\'" . standard-mode))
(add-to-list 'eglot-server-programs
             (cons 'standard-mode (list (expand-file-name (car command-line-args-left)) "lsp")))
(setq command-line-args-left nil
      eglot-sync-connect 60
      eglot-connect-timeout 120
      eglot-send-changes-idle-time 0.05
      eglot-autoshutdown t
      make-backup-files nil)

(defun wait-for (what holds)
  "Fail with WHAT unless HOLDS becomes true."
  (let ((end (+ (float-time) 60)))
    (while (not (funcall holds))
      (when (> (float-time) end) (error "Not: %s" what))
      (accept-process-output nil 0.05))))

(make-directory "standards")
(write-region "" nil "standards/new.yaml")
(find-file "standards/new.yaml")
(let ((eglot--managed-mode nil))
  (apply #'eglot (eglot--guess-contact)))
(wait-for "the server is there" #'eglot-current-server)

(insert "name:
  occupation: 烘焙師
knowledge:
  K01: 國際商務禮儀
  K12: 顧客關係管理
  K13: 商業套裝軟體
duties:
  T1:
    name: 業務拓展
    knowledge: [K99]
    tasks: {}
")

(defun found (rule)
  "The place that RULE reports."
  (cl-loop for one in (flymake-diagnostics)
           when (string-match-p rule (flymake-diagnostic-text one))
           return (buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one))))

(defun changed ()
  "Tell the server of what was typed."
  (eglot--signal-textDocument/didChange))

(changed)
(wait-for "a finding arrives" (lambda () (found "K99")))
(cl-assert (equal (found "K99") "K99") t)

;; The right code is offered first by code, by name, and by any characters of the name.
(dolist (one '(("顧客" . "K12") ("客關" . "K12") ("K1" . "K12") ("商軟" . "K13") ("K13" . "K13")))
  (goto-char (point-min))
  (re-search-forward "knowledge: \\[\\([^]]*\\)\\]")
  (replace-match (car one) t t nil 1)
  (goto-char (match-end 1))
  (changed)
  (let* ((capf (eglot-completion-at-point))
         (table (nth 2 capf))
         ;; Emacs leaves out what does not match in its own way.
         (typed (buffer-substring-no-properties (nth 0 capf) (nth 1 capf)))
         (offered (completion-all-completions typed table nil (length typed)))
         (offered (progn (when offered (setcdr (last offered) nil)) offered))
         (metadata (completion-metadata typed table nil))
         (sort (completion-metadata-get metadata 'display-sort-function))
         (first (car (if sort (funcall sort offered) offered))))
    (unless (and first (string-prefix-p (cdr one) first))
      (error "%s offers %S" (car one) offered))
    ;; What is chosen takes the place of what was typed, as Emacs inserts it.
    (delete-region (nth 0 capf) (nth 1 capf))
    (insert first)
    (funcall (plist-get (nthcdr 3 capf) :exit-function) first 'finished)
    (goto-char (point-min))
    (unless (search-forward (format "knowledge: [%s" (cdr one)) nil t)
      (error "%s becomes %s" (car one) (buffer-string)))))

;; Renaming changes every reference.
(goto-char (point-min))
(re-search-forward "knowledge: \\[\\([^]]*\\)\\]")
(replace-match "K01, K12" t t nil 1)
(changed)
(goto-char (point-min))
(search-forward "  K12")
(backward-char 2)
(let ((this-command 'eglot-rename)) (eglot-rename "K02"))
(goto-char (point-min))
(cl-assert (search-forward "  K02: 顧客關係管理" nil t) t)
(cl-assert (search-forward "knowledge: [K01, K02]" nil t) t)

;; Formatting.
(goto-char (point-min))
(search-forward "[K01, K02]")
(replace-match "[ K01,K02 ]" t t)
(changed)
(eglot-format-buffer)
(goto-char (point-min))
(cl-assert (search-forward "knowledge: [K01, K02]" nil t) t)

(message "ttm lsp works in Emacs %s" emacs-version)
(set-buffer-modified-p nil)
(kill-emacs 0)
